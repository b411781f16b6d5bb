package dev.recount.sigma.rule;

import java.math.BigDecimal;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/** When a correlation fires. */
public sealed interface CorrelationCondition {

    /** Every referenced rule has matched: the default of the temporal types. */
    enum EveryRule implements CorrelationCondition {
        EVERY_RULE
    }

    /**
     * Bounds on a count or an aggregate; several bounds make a range (AND).
     *
     * @param fields the fields looked at by {@code value_*}, compared together; empty otherwise
     * @param percentile pySigma's key of {@code value_percentile}, 0 to 100
     */
    record Threshold(List<Bound> bounds, List<String> fields, OptionalInt percentile) implements CorrelationCondition {

        /** The bounds as the specification writes them, with the fields they are about. */
        public String text() {
            String text = bounds.stream()
                    .map(bound -> bound.comparison().text() + ": " + bound.limit())
                    .collect(Collectors.joining(", "));
            return fields.isEmpty() ? text : text + " of " + String.join(", ", fields);
        }

        /** Whether a count or aggregate satisfies every bound. */
        public boolean accepts(BigDecimal value) {
            for (Bound bound : bounds) {
                if (!bound.comparison().holds(value.compareTo(bound.limit()))) {
                    return false;
                }
            }
            return true;
        }
    }

    /** One operator with its limit. */
    record Bound(Comparison comparison, BigDecimal limit) {}

    /** A boolean expression over rule names (approved proposal sigma-specification#198). */
    record Expression(String text, Condition condition) implements CorrelationCondition {}
}
