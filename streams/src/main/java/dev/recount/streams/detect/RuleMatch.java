package dev.recount.streams.detect;

import dev.recount.alert.Suppression;
import dev.recount.codec.Micros;
import dev.recount.sigma.correlate.Match;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An event that satisfied a base rule, or no longer does: all that the alerts of its group need to know of it.
 *
 * @param rule key of the base rule
 * @param eventId the event
 * @param withdrawn why it no longer matches; absent while it does
 * @param occurredAt event time
 * @param recordedAt when the event, and everything this match rests on, had been recorded
 * @param seq place in the session, -1 when unknown
 * @param groupValues values of a correlation's {@code group-by}, in its order; empty for single rules
 * @param values what correlations count or add up
 * @param anchor what identifies the matter, such as the action
 * @param support further events that the match rests on
 * @param suppressedBy reference data without which it would match; empty when it does match
 * @param fields the event's fields that severity, summary and incident need, as text
 */
public record RuleMatch(
        String rule,
        String eventId,
        @Nullable String withdrawn,
        Instant occurredAt,
        Instant recordedAt,
        long seq,
        List<String> groupValues,
        List<Values> values,
        String anchor,
        List<Support> support,
        List<Suppression> suppressedBy,
        Map<String, String> fields) {

    public RuleMatch {
        groupValues = List.copyOf(groupValues);
        values = List.copyOf(values);
        support = List.copyOf(support);
        suppressedBy = List.copyOf(suppressedBy);
        fields = Map.copyOf(fields);
    }

    /** Values for the correlation {@code correlation}. */
    public record Values(String correlation, List<String> values) {}

    /** An event that the match rests on beside its own. */
    public record Support(String eventId, Instant occurredAt, Instant recordedAt) {}

    /** Matches with the same identity replace one another. */
    public String identity() {
        return eventId + " " + rule;
    }

    /** Same content, same digest. */
    String digest() {
        return Digests.of(this);
    }

    RuleMatch withdrawnBecause(String reason) {
        return with(reason, suppressedBy);
    }

    /** The same match as one that reference data silences. */
    RuleMatch suppressedBy(List<Suppression> references) {
        return with(withdrawn, references);
    }

    private RuleMatch with(@Nullable String withdrawn, List<Suppression> suppressedBy) {
        return new RuleMatch(
                rule,
                eventId,
                withdrawn,
                occurredAt,
                recordedAt,
                seq,
                groupValues,
                values,
                anchor,
                support,
                suppressedBy,
                fields);
    }

    /** Whether it is reason for an alert. */
    public boolean stands() {
        return withdrawn == null && suppressedBy.isEmpty();
    }

    /** Whether it would be reason for an alert but for reference data. */
    boolean isSuppressed() {
        return withdrawn == null && !suppressedBy.isEmpty();
    }

    /** Why it is no reason for an alert; null when it is, or when nobody said why. */
    @Nullable
    String silence() {
        return isSuppressed() ? suppressedBy.get(0).inWords() : withdrawn;
    }

    @Nullable
    String field(String name) {
        return fields.get(name);
    }

    /** As the correlations see it. */
    Match forCorrelation() {
        Map<String, List<String>> byCorrelation = new HashMap<>();
        values.forEach(value -> byCorrelation.put(value.correlation(), value.values()));
        return new Match(rule, eventId, Micros.of(occurredAt), seq, groupValues, byCorrelation);
    }
}
