package dev.recount.sigma.collection;

import dev.recount.sigma.rule.Condition;
import dev.recount.sigma.rule.Detection;
import dev.recount.sigma.rule.DetectionRule;
import dev.recount.sigma.rule.FilterRule;
import dev.recount.sigma.rule.Selection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Adds a filter's condition to a rule with AND, exactly as written; its search identifiers get names of their own. The
 * specification gives filters no level; one that has a level gives it to the rule.
 */
final class FilterApplication {

    private FilterApplication() {}

    static DetectionRule apply(FilterRule filter, DetectionRule rule) {
        Map<String, Selection> selections = new LinkedHashMap<>(rule.detection().selections());
        String prefix = "_filter" + selections.size() + "_";
        filter.detection().selections().forEach((name, selection) -> selections.put(prefix + name, selection));
        Condition condition = new Condition.And(
                List.of(rule.detection().condition(), renamed(filter.detection().condition(), prefix)));
        Detection detection = new Detection(Collections.unmodifiableMap(selections), condition);
        var level = filter.metadata().level();
        var metadata = level == null ? rule.metadata() : rule.metadata().at(level);
        return new DetectionRule(metadata, rule.logSource(), detection, rule.location());
    }

    private static Condition renamed(Condition condition, String prefix) {
        if (condition instanceof Condition.And and) {
            return new Condition.And(renamed(and.parts(), prefix));
        }
        if (condition instanceof Condition.Or or) {
            return new Condition.Or(renamed(or.parts(), prefix));
        }
        if (condition instanceof Condition.Not not) {
            return new Condition.Not(renamed(not.part(), prefix));
        }
        if (condition instanceof Condition.Quantified quantified) {
            List<String> names =
                    quantified.names().stream().map(name -> prefix + name).toList();
            return new Condition.Quantified(quantified.all(), quantified.pattern(), names);
        }
        return new Condition.Named(prefix + ((Condition.Named) condition).name());
    }

    private static List<Condition> renamed(List<Condition> parts, String prefix) {
        return parts.stream().map(part -> renamed(part, prefix)).toList();
    }
}
