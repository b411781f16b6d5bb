package dev.recount.sigma.correlate;

import dev.recount.sigma.parse.InvalidRulesException;
import dev.recount.sigma.rule.Comparison;
import dev.recount.sigma.rule.CorrelationCondition;
import dev.recount.sigma.rule.CorrelationRule;
import dev.recount.sigma.rule.CorrelationType;
import java.math.BigDecimal;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** Which window a correlation type has. */
final class Windows {

    private static final int MEDIAN_PERCENT = 50;

    private Windows() {}

    /**
     * Makes empty windows for a rule.
     *
     * @throws InvalidRulesException if the condition has no meaning for the type
     */
    static Supplier<Window> of(CorrelationRule rule) {
        CorrelationCondition condition = rule.condition();
        if (condition instanceof CorrelationCondition.Threshold threshold) {
            return rule.type().isTemporal() ? counted(rule, threshold) : aggregated(rule, threshold);
        }
        return temporal(rule, ways(rule));
    }

    /** The ways in which the condition can hold, when each asks for certain rules; none when it counts. */
    static List<Alternative> mustOccur(CorrelationRule rule) {
        return rule.condition() instanceof CorrelationCondition.Threshold ? List.of() : ways(rule);
    }

    /** The ways in which a temporal condition can hold; of one with bounds, the one with every rule. */
    static List<Alternative> ways(CorrelationRule rule) {
        return rule.condition() instanceof CorrelationCondition.Expression expression
                ? Alternative.of(rule, expression)
                : List.of(everyRule(rule));
    }

    private static Alternative everyRule(CorrelationRule rule) {
        return new Alternative(IntStream.range(0, rule.rules().size()).boxed().toList(), List.of());
    }

    private static Supplier<Window> temporal(CorrelationRule rule, List<Alternative> alternatives) {
        int steps = rule.rules().size();
        boolean ordered = rule.type() == CorrelationType.TEMPORAL_ORDERED;
        long spanMicros = Spans.micros(rule.timespan());
        return () -> new TemporalWindow(alternatives, steps, ordered, spanMicros);
    }

    private static Supplier<Window> counted(CorrelationRule rule, CorrelationCondition.Threshold threshold) {
        int steps = rule.rules().size();
        if (rule.type() == CorrelationType.TEMPORAL) {
            return () -> new KindsWindow(threshold, steps);
        }
        int least = leastInOrder(rule, threshold);
        return temporal(rule, least == steps ? List.of(everyRule(rule)) : Alternative.anyOf(rule, least));
    }

    private static int leastInOrder(CorrelationRule rule, CorrelationCondition.Threshold threshold) {
        int steps = rule.rules().size();
        if (threshold.bounds().size() == 1) {
            Comparison comparison = threshold.bounds().get(0).comparison();
            int limit = upTo(steps, threshold.bounds().get(0).limit());
            int least = comparison == Comparison.GT ? limit + 1 : limit;
            boolean lower = comparison == Comparison.GTE
                    || comparison == Comparison.GT
                    || (comparison == Comparison.EQ && least == steps);
            if (lower && limit >= 0 && least >= 1 && least <= steps) {
                return least;
            }
        }
        throw Faults.inCondition(rule, threshold.text(), "gte or gt, from 1 to the number of rules");
    }

    /** The number, or -1 if it is not one of 0 to {@code most}. */
    private static int upTo(int most, BigDecimal number) {
        return IntStream.rangeClosed(0, most)
                .filter(i -> number.compareTo(BigDecimal.valueOf(i)) == 0)
                .findFirst()
                .orElse(-1);
    }

    private static Supplier<Window> aggregated(CorrelationRule rule, CorrelationCondition.Threshold threshold) {
        return switch (rule.type()) {
            case VALUE_COUNT -> () -> new DistinctWindow(threshold);
            case VALUE_SUM -> () -> new SumWindow(threshold, false);
            case VALUE_AVG -> () -> new SumWindow(threshold, true);
            case VALUE_MEDIAN -> () -> new QuantileWindow(threshold, MEDIAN_PERCENT);
            case VALUE_PERCENTILE ->
                threshold.percentile().isPresent()
                        ? () -> new QuantileWindow(
                                threshold, threshold.percentile().getAsInt())
                        : () -> new RarityWindow(threshold);
            default -> () -> new CountWindow(threshold);
        };
    }
}
