package dev.recount.sigma.explain;

import dev.recount.sigma.match.DetectionCompiler;
import dev.recount.sigma.match.EventFields;
import dev.recount.sigma.match.Expression;
import dev.recount.sigma.match.ItemCompiler;
import dev.recount.sigma.match.Placeholders;
import dev.recount.sigma.rule.DetectionRule;
import dev.recount.sigma.rule.Selection;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What each part of a rule says about one event.
 *
 * @param matches whether the rule matches
 * @param selections in the order of the rule
 */
public record EventExplanation(DetectionRule rule, boolean matches, List<SelectionResult> selections) {

    /**
     * One search identifier.
     *
     * @param items its items, those of alternatives one after the other
     */
    public record SelectionResult(String name, boolean matches, List<ItemResult> items) {}

    /**
     * One item.
     *
     * @param key field and modifiers as in the rule; only modifiers for keywords
     * @param expected the values of the rule
     * @param actual the event's value; null if the field is missing, and for keywords
     */
    public record ItemResult(
            String key, List<String> expected, @Nullable Object actual, boolean matches) {

        @Override
        public String toString() {
            String found = actual == null ? "missing" : "was " + actual;
            return (matches ? "+ " : "- ") + key + ": " + String.join(" | ", expected)
                    + (matches ? "" : " (" + found + ")");
        }
    }

    /**
     * Explains a rule on an event.
     *
     * @throws dev.recount.sigma.match.ItemException if the rule has a placeholder without values
     */
    public static EventExplanation of(DetectionRule rule, EventFields event, Placeholders placeholders) {
        DetectionCompiler compiler = new DetectionCompiler(placeholders);
        List<SelectionResult> selections = new ArrayList<>();
        rule.detection().selections().forEach((name, selection) -> {
            List<ItemResult> items = new ArrayList<>();
            collect(selection, event, new ItemCompiler(placeholders), items);
            selections.add(new SelectionResult(name, compiler.compile(selection).holds(event), List.copyOf(items)));
        });
        return new EventExplanation(rule, compiler.compile(rule.detection()).holds(event), List.copyOf(selections));
    }

    private static void collect(
            Selection selection, EventFields event, ItemCompiler compiler, List<ItemResult> results) {
        if (selection instanceof Selection.AllOf all) {
            all.parts().forEach(part -> collect(part, event, compiler, results));
        } else if (selection instanceof Selection.AnyOf any) {
            any.parts().forEach(part -> collect(part, event, compiler, results));
        } else {
            Selection.Item item = (Selection.Item) selection;
            Expression expression = compiler.compile(item);
            String field = item.field();
            List<String> expected = item.values().stream().map(Object::toString).toList();
            String key = item.key().isEmpty() ? "keywords" : item.key();
            results.add(
                    new ItemResult(key, expected, field == null ? null : event.get(field), expression.holds(event)));
        }
    }

    /** For people: a line for the rule, for its condition, for each selection, and for each item. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        text.append(matches ? "matches: " : "does not match: ")
                .append(rule.metadata().title())
                .append("\n  condition: ")
                .append(rule.detection().condition())
                .append('\n');
        for (SelectionResult selection : selections) {
            text.append(selection.matches() ? "  + " : "  - ")
                    .append(selection.name())
                    .append('\n');
            selection.items().forEach(item -> text.append("      ").append(item).append('\n'));
        }
        return text.toString();
    }
}
