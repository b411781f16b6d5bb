package dev.recount.standalone.node;

import dev.recount.evidence.export.Selection;
import dev.recount.query.rule.RuleCatalogue.Rule;
import dev.recount.reference.RegistryEntry;
import dev.recount.reference.RegistryVersion;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Finds the rules that could have spoken in a range: a rule entered since could not, and one withdrawn since could. */
final class RulesInRange {

    private RulesInRange() {}

    /**
     * Ids of the rules that were in force at some time in {@code range}.
     *
     * @param entries of the registry's rules
     * @param inForce the rules in force by what had been entered at a moment
     */
    static Set<String> ids(
            Collection<RegistryEntry> entries, Function<Instant, List<Rule>> inForce, Selection range, Instant now) {
        var from = range.from().orElse(Instant.EPOCH);
        var to = range.to().filter(now::isAfter).orElse(now);
        var changes = entries.stream()
                .flatMap(entry -> entry.versions().stream())
                .map(RegistryVersion::enteredAt)
                .filter(at -> at.isAfter(from) && at.isBefore(to))
                .distinct();
        return Stream.concat(Stream.of(from), changes)
                .flatMap(at -> inForce.apply(at).stream())
                .map(Rule::id)
                .collect(Collectors.toSet());
    }
}
