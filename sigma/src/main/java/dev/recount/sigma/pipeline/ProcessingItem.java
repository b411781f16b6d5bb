package dev.recount.sigma.pipeline;

import dev.recount.sigma.rule.DetectionRule;
import dev.recount.sigma.rule.Selection;
import java.util.List;
import java.util.function.BiPredicate;
import java.util.function.Predicate;

/**
 * One transformation with its conditions.
 *
 * @param id for {@code processing_item_applied}; empty if it has none
 * @param ruleCondition given a rule and the ids of the items applied before
 * @param correlations whether correlations are meant too
 * @param detections whether detection rules are meant
 * @param itemCondition which detection items are meant
 * @param fieldCondition which field names are meant
 */
public record ProcessingItem(
        String id,
        Transformation transformation,
        BiPredicate<DetectionRule, List<String>> ruleCondition,
        boolean correlations,
        boolean detections,
        Predicate<Selection.Item> itemCondition,
        Predicate<String> fieldCondition) {

    /** Whether it applies; to a correlation if it applies to one of the rules behind it. */
    boolean appliesTo(List<DetectionRule> rules, boolean correlation, List<String> applied) {
        boolean meant = correlation ? correlations : detections;
        return meant && rules.stream().anyMatch(rule -> ruleCondition.test(rule, applied));
    }

    boolean appliesTo(Selection.Item item) {
        String field = item.field();
        return itemCondition.test(item) && (field == null || fieldCondition.test(field));
    }
}
