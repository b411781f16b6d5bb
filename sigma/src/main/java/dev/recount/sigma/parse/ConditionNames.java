package dev.recount.sigma.parse;

import dev.recount.sigma.rule.Condition;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The names in a condition, in order of appearance. */
final class ConditionNames {

    private ConditionNames() {}

    static List<String> of(Condition condition) {
        Set<String> names = new LinkedHashSet<>();
        collect(condition, names);
        return List.copyOf(names);
    }

    private static void collect(Condition condition, Set<String> names) {
        if (condition instanceof Condition.Named named) {
            names.add(named.name());
        } else if (condition instanceof Condition.Quantified quantified) {
            names.addAll(quantified.names());
        } else if (condition instanceof Condition.Not not) {
            collect(not.part(), names);
        } else if (condition instanceof Condition.And and) {
            and.parts().forEach(part -> collect(part, names));
        } else if (condition instanceof Condition.Or or) {
            or.parts().forEach(part -> collect(part, names));
        }
    }
}
