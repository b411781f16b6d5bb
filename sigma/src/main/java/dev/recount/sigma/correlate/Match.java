package dev.recount.sigma.correlate;

import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * A match of a detection rule, as a correlation sees it. It holds nothing of the event but what the correlation needs, so it
 * is small enough to be stored and re-keyed.
 *
 * @param rule the rule's {@link dev.recount.sigma.rule.SigmaDocument#key() key}
 * @param eventId tells events apart; a second match of the same rule and event is a duplicate
 * @param timeMicros event time, microseconds since 1970 UTC
 * @param sequence orders events of equal time, for display only; it never decides whether a correlation fires
 * @param group the values of {@code group-by}, in its order
 * @param values the values of {@code condition.field} as text, by the key of the correlation that asks for them
 */
public record Match(
        String rule,
        String eventId,
        long timeMicros,
        long sequence,
        List<String> group,
        Map<String, List<String>> values)
        implements Comparable<Match> {

    private static final Comparator<Match> ORDER = Comparator.comparingLong(Match::timeMicros)
            .thenComparingLong(Match::sequence)
            .thenComparing(Match::eventId)
            .thenComparing(Match::rule);

    public Match {
        group = List.copyOf(group);
        values = Map.copyOf(values);
    }

    /** By time; ties in a fixed order. */
    @Override
    public int compareTo(Match other) {
        return ORDER.compare(this, other);
    }

    /** Whether the other is the same match, delivered again. */
    public boolean isDuplicateOf(Match other) {
        return eventId.equals(other.eventId) && rule.equals(other.rule);
    }
}
