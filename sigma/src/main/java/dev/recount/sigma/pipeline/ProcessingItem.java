package dev.recount.sigma.pipeline;

import dev.recount.sigma.rule.DetectionRule;
import dev.recount.sigma.rule.Selection;
import java.util.List;
import java.util.function.Predicate;

/**
 * One transformation with its conditions.
 *
 * @param id for {@code processing_item_applied}; empty if it has none
 * @param ruleCondition which rules are meant
 * @param itemCondition which detection items are meant
 * @param fieldCondition which field names are meant
 */
public record ProcessingItem(
        String id,
        Transformation transformation,
        Predicate<Subject> ruleCondition,
        Predicate<Selection.Item> itemCondition,
        Predicate<String> fieldCondition) {

    /** Whether it applies; to a correlation if it applies to one of the rules behind it. */
    boolean appliesTo(List<DetectionRule> rules, boolean correlation, List<String> applied) {
        return rules.stream().anyMatch(rule -> ruleCondition.test(new Subject(rule, correlation, applied)));
    }

    boolean appliesTo(Selection.Item item) {
        String field = item.field();
        return itemCondition.test(item) && (field == null || fieldCondition.test(field));
    }
}
