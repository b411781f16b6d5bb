package dev.recount.sigma.collection;

import dev.recount.sigma.rule.CorrelationRule;
import dev.recount.sigma.rule.SigmaDocument;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * The rules that the aliases of a correlation name. An alias names a rule by its name, and the correlation may refer to the
 * same rule by its id (specification, "Field Name Aliases" and "Related rules").
 */
final class Aliases {

    private Aliases() {}

    /** Each alias with a name in it that means none of the correlation's rules. */
    static List<Map.Entry<String, String>> unresolved(
            CorrelationRule correlation, Function<String, Optional<SigmaDocument>> find) {
        List<Map.Entry<String, String>> unresolved = new ArrayList<>();
        correlation.aliases().forEach((alias, fields) -> fields.keySet().stream()
                .filter(name -> reference(name, correlation, find).isEmpty())
                .forEach(name -> unresolved.add(Map.entry(alias, name))));
        return unresolved;
    }

    /** The correlation with aliases that name rules as the correlation refers to them. */
    static CorrelationRule byReference(CorrelationRule correlation, Function<String, Optional<SigmaDocument>> find) {
        Map<String, Map<String, String>> aliases = new LinkedHashMap<>();
        correlation.aliases().forEach((alias, fields) -> {
            Map<String, String> byReference = new LinkedHashMap<>();
            fields.forEach((name, field) ->
                    reference(name, correlation, find).ifPresent(reference -> byReference.put(reference, field)));
            aliases.put(alias, Map.copyOf(byReference));
        });
        return correlation.with(Map.copyOf(aliases));
    }

    private static Optional<String> reference(
            String name, CorrelationRule correlation, Function<String, Optional<SigmaDocument>> find) {
        return correlation.rules().stream()
                .filter(reference -> reference.equals(name)
                        || find.apply(reference)
                                .filter(rule -> rule.metadata().answersTo(name))
                                .isPresent())
                .findFirst();
    }
}
