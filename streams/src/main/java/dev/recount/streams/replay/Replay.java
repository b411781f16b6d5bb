package dev.recount.streams.replay;

import dev.recount.alert.Alert;
import dev.recount.alert.AlertStatus;
import dev.recount.streams.detect.GroupFold;
import dev.recount.streams.detect.GroupKey;
import dev.recount.streams.detect.Issued;
import dev.recount.streams.detect.MatchGroup;
import dev.recount.streams.detect.RuleBook;
import dev.recount.streams.detect.RuleMatch;
import dev.recount.streams.detect.SessionFold;
import dev.recount.streams.incident.IncidentBoard;
import dev.recount.streams.reference.ReferenceBook;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Detection over everything that was recorded. What alerts stand is a function of the set of events and of the reference data,
 * so the live result is reached without living through it again: reference data is there before the first event, sessions are
 * run through side by side in {@link Lane}s, and a group is decided once, when all its matches are known. Alerts that were raised
 * and taken back on the way do not appear.
 */
public final class Replay {

    private final RuleBook rules;
    private final SessionFold fold;
    private final int rememberedMax;
    private final int matchesMax;
    private final GatheredMatches matches = new GatheredMatches();

    /**
     * A replay of nothing yet.
     *
     * @param book all that is known by now; must not change any more
     * @param rememberedMax how many events and matches a lane may remember
     * @param matchesMax how many matches all lanes together may find
     */
    public Replay(RuleBook rules, ReferenceBook book, int rememberedMax, int matchesMax) {
        this.rules = rules;
        this.fold = new SessionFold(rules, book);
        this.rememberedMax = rememberedMax;
        this.matchesMax = matchesMax;
    }

    /** A new lane, whose matches count once it is {@linkplain #add added}. */
    public Lane lane() {
        return new Lane(fold, rememberedMax);
    }

    /**
     * Adds what a lane that has run through its sessions has found. Safe for use by any number of threads.
     *
     * @throws TooManyMatches when there are more than can be kept
     */
    public synchronized void add(Lane lane) {
        matches.addAll(lane.matches());
        if (matches.count() > matchesMax) {
            throw new TooManyMatches(matchesMax, matches.most().orElseThrow());
        }
    }

    private record Decided(GroupKey key, List<Issued> issued) {}

    /** What stands when the clock is at {@code now}; figures speak of {@code range}. */
    public synchronized Replayed result(TimeRange range, Instant now) {
        var groups = new GroupFold(rules);
        var board = new IncidentBoard();
        Map<String, Alert> alerts = new TreeMap<>();
        Map<String, List<RuleMatch>> evidence = new HashMap<>();
        // Groups know nothing of each other, so they are decided side by side; incidents are made of all of them, in
        // one order.
        var decided = matches.eachGroup(
                (key, found) -> new Decided(key, groups.acceptAll(key, new MatchGroup(), found, now)));
        for (Decided group : decided) {
            for (Issued issued : group.issued()) {
                board.accept(issued).alerts().forEach(alert -> alerts.put(alert.id(), alert));
                evidence.put(issued.alert().id(), matches.evidence(group.key(), issued));
            }
        }
        alerts.values().removeIf(alert -> alert.status() == AlertStatus.RETRACTED);
        var standing = List.copyOf(alerts.values());
        return new Replayed(standing, RuleFigures.of(rules, range, standing, evidence, matches.standing(range)));
    }
}
