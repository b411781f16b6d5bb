package dev.recount.streams.detect;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The matches of one group, as a set, and the alerts stated about it so far. What was recorded long before the newest match
 * is forgotten; over the bound those recorded last are not taken in, so that what an alert began with stays. Neither asks
 * what came first or what an event's own clock says.
 */
public final class MatchGroup {

    /** How many matches a group holds, and as many beside them that reference data silences. */
    static final int KEPT = 1_000;

    /** Up to this many matches a group is looked at with each. */
    private static final int SMALL = 32;

    private static final Duration MAX_RETENTION = Duration.ofDays(36_500);

    private static final Comparator<RuleMatch> OLDEST_FIRST =
            Comparator.comparing(RuleMatch::recordedAt).thenComparing(RuleMatch::identity);

    private final Map<String, RuleMatch> matches = new HashMap<>();
    private final TreeSet<RuleMatch> byRecording = new TreeSet<>(OLDEST_FIRST);
    private final Map<String, Issued> issued = new HashMap<>();
    private int lookedAtSize;

    @Nullable
    RuleMatch get(String identity) {
        return matches.get(identity);
    }

    /** Takes what a store kept, as it is. */
    public void restore(RuleMatch match) {
        put(match, MAX_RETENTION);
    }

    /**
     * Adds or replaces a match.
     *
     * @param retention how long before the newest a match may have been recorded
     * @return what had to be forgotten for it, which may be the match itself
     */
    List<RuleMatch> put(RuleMatch match, Duration retention) {
        var before = matches.put(match.identity(), match);
        if (before != null) {
            byRecording.remove(before);
        }
        byRecording.add(match);
        List<RuleMatch> forgotten = new ArrayList<>();
        var horizon = newest().minus(retention);
        while (byRecording.first().recordedAt().isBefore(horizon)) {
            forgotten.add(requireNonNull(byRecording.pollFirst()));
        }
        forgotten.addAll(overflow());
        forgotten.forEach(old -> matches.remove(old.identity()));
        return forgotten;
    }

    /** A job's thousand silenced acts must leave room for the one that nothing silences. */
    private List<RuleMatch> overflow() {
        List<RuleMatch> over = new ArrayList<>();
        if (byRecording.size() > KEPT) {
            over.addAll(beyond(RuleMatch::isSuppressed));
            over.addAll(beyond(match -> !match.isSuppressed()));
            over.forEach(byRecording::remove);
        }
        return over;
    }

    private List<RuleMatch> beyond(Predicate<RuleMatch> kind) {
        return byRecording.stream().filter(kind).skip(KEPT).toList();
    }

    /**
     * Whether the group is to be looked at now: a small one with every match, a large one when it has grown by a tenth. To look at a
     * thousand matches with each that comes in would hold up every other group for as long as a flood goes on.
     */
    boolean isDue() {
        return matches.size() <= SMALL || matches.size() >= lookedAtSize + lookedAtSize / 10;
    }

    /** The alerts stated are those of all matches now. */
    void lookedAt() {
        lookedAtSize = matches.size();
    }

    /** Whether something else may be forgotten when {@code match} comes in. */
    boolean forgetsFor(RuleMatch match, Duration retention) {
        return !byRecording.isEmpty()
                && (byRecording.first().recordedAt().isBefore(match.recordedAt().minus(retention))
                        || (byRecording.size() >= KEPT && OLDEST_FIRST.compare(match, byRecording.last()) < 0));
    }

    /** Whether everything an alert was made of is still known, standing or withdrawn. */
    boolean remembersAll(Issued alert) {
        return alert.matches().stream().allMatch(matches::containsKey);
    }

    /** Takes what a store kept. */
    public void restore(Issued kept) {
        issued.put(kept.alert().id(), kept);
    }

    void state(Issued revision) {
        issued.put(revision.alert().id(), revision);
    }

    @Nullable
    Issued issued(String alertId) {
        return issued.get(alertId);
    }

    /** Every alert stated, in the order of their ids. */
    public List<Issued> issued() {
        return issued.values().stream()
                .sorted(Comparator.comparing(revision -> revision.alert().id()))
                .toList();
    }

    /** Every match, withdrawn ones too. */
    Collection<RuleMatch> all() {
        return matches.values();
    }

    /** When the newest match was recorded. */
    public Instant newest() {
        return byRecording.isEmpty() ? Instant.MIN : byRecording.last().recordedAt();
    }
}
