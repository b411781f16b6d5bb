package dev.recount.sigma.rule;

import java.util.List;

/**
 * A condition to be added to other rules with AND, exactly as written (specification, "Sigma Filters").
 *
 * @param rules ids or names of the rules it applies to; empty for all detection rules of its log source
 */
public record FilterRule(
        RuleMetadata metadata, LogSource logSource, List<String> rules, Detection detection, Location location)
        implements SigmaDocument {

    @Override
    public FilterRule at(Location elsewhere) {
        return new FilterRule(metadata, logSource, rules, detection.at(elsewhere), elsewhere);
    }
}
