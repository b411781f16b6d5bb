package dev.recount.sigma.rule;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * A rule over the matches of other rules (specification, "Sigma Correlation Rules").
 *
 * @param rules ids or names, in the order written
 * @param groupBy field names or aliases; matches are correlated only when all of them are equal
 * @param aliases by alias: the event field to read, by reference to a rule
 * @param timespan the width of the sliding window; both edges belong to it
 * @param generate whether the referenced rules also report on their own
 */
public record CorrelationRule(
        RuleMetadata metadata,
        CorrelationType type,
        List<String> rules,
        List<String> groupBy,
        Map<String, Map<String, String>> aliases,
        Duration timespan,
        CorrelationCondition condition,
        boolean generate,
        Location location)
        implements SigmaDocument {

    @Override
    public CorrelationRule at(Location elsewhere) {
        return new CorrelationRule(metadata, type, rules, groupBy, aliases, timespan, condition, generate, elsewhere);
    }

    /** The same correlation with other aliases. */
    public CorrelationRule with(Map<String, Map<String, String>> otherAliases) {
        return new CorrelationRule(
                metadata, type, rules, groupBy, otherAliases, timespan, condition, generate, location);
    }
}
