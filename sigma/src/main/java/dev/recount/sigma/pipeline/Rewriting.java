package dev.recount.sigma.pipeline;

import dev.recount.sigma.rule.Detection;
import dev.recount.sigma.rule.DetectionRule;
import dev.recount.sigma.rule.Selection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/** Replaces the items of a rule one by one. */
final class Rewriting {

    private Rewriting() {}

    static DetectionRule items(DetectionRule rule, Function<Selection.Item, Selection> change) {
        Map<String, Selection> selections = new LinkedHashMap<>();
        rule.detection().selections().forEach((name, selection) -> selections.put(name, items(selection, change)));
        Detection detection = new Detection(
                Collections.unmodifiableMap(selections), rule.detection().condition());
        return new DetectionRule(rule.metadata(), rule.logSource(), detection, rule.location());
    }

    static Selection items(Selection selection, Function<Selection.Item, Selection> change) {
        if (selection instanceof Selection.AllOf all) {
            return new Selection.AllOf(
                    all.parts().stream().map(part -> items(part, change)).toList());
        }
        if (selection instanceof Selection.AnyOf any) {
            return new Selection.AnyOf(
                    any.parts().stream().map(part -> items(part, change)).toList());
        }
        return change.apply((Selection.Item) selection);
    }
}
