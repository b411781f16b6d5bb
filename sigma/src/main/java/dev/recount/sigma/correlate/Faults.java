package dev.recount.sigma.correlate;

import dev.recount.sigma.parse.InvalidRulesException;
import dev.recount.sigma.parse.Problem;
import dev.recount.sigma.rule.CorrelationRule;
import java.util.List;

/** What keeps a correlation from having a meaning, found when it is prepared to run. */
final class Faults {

    private Faults() {}

    static InvalidRulesException inCondition(CorrelationRule rule, String offending, String expected) {
        return in("condition", rule, offending, expected);
    }

    static InvalidRulesException inRules(CorrelationRule rule, String offending, String expected) {
        return in("rules", rule, offending, expected);
    }

    static InvalidRulesException inGroupBy(CorrelationRule rule, String offending, String expected) {
        return in("group-by", rule, offending, expected);
    }

    private static InvalidRulesException in(String key, CorrelationRule rule, String offending, String expected) {
        return new InvalidRulesException(
                List.of(new Problem(rule.location(), "correlation." + key, offending, expected)));
    }
}
