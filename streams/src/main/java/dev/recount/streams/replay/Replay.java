package dev.recount.streams.replay;

import dev.recount.alert.Alert;
import dev.recount.alert.AlertStatus;
import dev.recount.codec.Excerpt;
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
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Detection over everything that was recorded. What alerts stand is a function of the set of events and of the reference data,
 * so the live result is reached without living through it again: reference data is there before the first event, sessions are
 * run through side by side in {@link Lane}s, and a group is decided once, when all its matches are known. Alerts that were raised
 * and taken back on the way do not appear.
 */
public final class Replay {

    private final RuleBook rules;
    private final SessionFold fold;
    private final SessionFold sketch;
    private final int rememberedMax;
    private final int matchesMax;
    private final GatheredMatches matches;

    /**
     * A replay of nothing yet.
     *
     * @param book all that is known by now; must not change any more
     * @param rememberedMax how many events and matches a lane may remember
     * @param matchesMax how many matches all lanes together may find
     */
    public Replay(RuleBook rules, ReferenceBook book, int rememberedMax, int matchesMax) {
        this.rules = rules;
        this.matches = new GatheredMatches(rules);
        this.fold = SessionFold.ofMatches(rules, book);
        this.sketch = SessionFold.ofMatches(rules.sketching(), book);
        this.rememberedMax = rememberedMax;
        this.matchesMax = matchesMax;
    }

    /** What a lane must see of every event. */
    public Excerpt glance() {
        return rules.glance();
    }

    /** A new lane, whose matches count once it is {@linkplain #add added}. */
    public Lane lane() {
        return new Lane(owner -> new SessionRun(owner, sketch, fold, rules), sketch, rules, rememberedMax);
    }

    /**
     * Adds what a lane that has run through its sessions has found. Safe for use by any number of threads.
     *
     * @throws TooManyMatches when there are more than can be kept
     */
    public void add(Lane lane) {
        var found = lane.finished();
        synchronized (this) {
            add(found);
        }
    }

    private void add(GatheredMatches found) {
        matches.addAll(found);
        if (matches.count() > matchesMax) {
            throw new TooManyMatches(matchesMax, matches.most().orElseThrow());
        }
    }

    private record Decided(Issued issued, List<RuleMatch> evidence) {

        static final Comparator<Decided> EARLIEST_FIRST = Comparator.comparing(
                        (Decided decided) -> decided.issued().alert().firstEvidenceAt())
                .thenComparing(decided -> decided.issued().alert().id());
    }

    /** What stands when the clock is at {@code now}; figures speak of {@code range}. */
    public synchronized Replayed result(TimeRange range, Instant now) {
        var groups = new GroupFold(rules);
        var board = IncidentBoard.ofAlerts();
        Map<String, Alert> alerts = new HashMap<>();
        Map<String, List<RuleMatch>> evidence = new HashMap<>();
        // Groups know nothing of each other, so they are decided and sorted side by side. Incidents are made of all of
        // them, most quickly when alerts come in the order in which they began.
        var decided = matches.eachGroup((key, found) -> decided(groups, key, found, now)).parallelStream()
                .flatMap(List::stream)
                .sorted(Decided.EARLIEST_FIRST)
                .toList();
        for (Decided one : decided) {
            board.accept(one.issued()).alerts().forEach(alert -> alerts.put(alert.id(), alert));
            evidence.put(one.issued().alert().id(), one.evidence());
        }
        var standing = alerts.values().stream()
                .filter(alert -> alert.status() != AlertStatus.RETRACTED)
                .sorted(Comparator.comparing(Alert::id))
                .toList();
        return new Replayed(standing, RuleFigures.of(rules, range, standing, evidence, matches.standing(range)));
    }

    private List<Decided> decided(GroupFold groups, GroupKey key, List<RuleMatch> found, Instant now) {
        return groups.acceptAll(key, new MatchGroup(), found, now).stream()
                .map(issued -> new Decided(issued, matches.evidence(key, issued)))
                .toList();
    }
}
