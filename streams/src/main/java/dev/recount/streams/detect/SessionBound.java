package dev.recount.streams.detect;

import dev.recount.sigma.collection.RuleCollection;
import dev.recount.sigma.correlate.CorrelationPlan;
import dev.recount.sigma.rule.DetectionRule;
import dev.recount.streams.enrich.EnrichedEvent;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which alert rules look at one session at a time: correlations that group by the session of Recount's own events. A rule about a
 * provider's records may find a field of that name in them that means something else.
 */
final class SessionBound {

    private static final String SESSION = "session.id";

    private SessionBound() {}

    /** Their ids. */
    static Set<String> of(Map<String, AlertRule> alertRules, RuleCollection rules) {
        var ours = rules.detections().stream()
                .filter(rule -> EnrichedEvent.PRODUCT.equals(rule.logSource().product()))
                .map(DetectionRule::key)
                .collect(Collectors.toSet());
        return alertRules.values().stream()
                .filter(rule ->
                        rule.singles().isEmpty() && rule.correlations().stream().allMatch(plan -> isBound(plan, ours)))
                .map(AlertRule::id)
                .collect(Collectors.toUnmodifiableSet());
    }

    private static boolean isBound(CorrelationPlan plan, Set<String> ours) {
        return plan.rule().groupBy().contains(SESSION)
                && !plan.rule().aliases().containsKey(SESSION)
                && ours.containsAll(plan.baseRules());
    }
}
