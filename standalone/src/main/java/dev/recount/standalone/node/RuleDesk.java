package dev.recount.standalone.node;

import dev.recount.alert.RuleRef;
import dev.recount.query.rule.RuleCatalogue;
import dev.recount.reference.RegistryEntry;
import dev.recount.streams.detect.RuleText;
import dev.recount.streams.detect.RulesInForce;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;

/** Lets the query side ask detection's rules, from the same registry and by the same function. */
public final class RuleDesk implements RuleCatalogue {

    private final List<RuleText> shipped;

    /**
     * A desk.
     *
     * @param shipped the files that detection has too
     */
    public RuleDesk(List<RuleText> shipped) {
        this.shipped = List.copyOf(shipped);
    }

    @Override
    public List<Rule> inForce(Collection<RegistryEntry> entries, Instant at) {
        RulesInForce rules = RulesInForce.of(shipped, entries, at);
        return new TreeSet<>(rules.book().ids())
                .stream().map(id -> rule(id, rules)).toList();
    }

    private static Rule rule(String id, RulesInForce rules) {
        RuleRef ref = rules.book().ref(id).orElseThrow();
        return new Rule(
                id,
                Objects.requireNonNullElse(ref.title(), id),
                ref.level().wire(),
                ref.author(),
                ref.tags(),
                Objects.requireNonNullElse(ref.version(), ""),
                rules.live().contains(id),
                rules.text(id).map(RuleText::text).orElse(""));
    }

    @Override
    public List<Fault> faults(String id, String sigma, Collection<RegistryEntry> entries) {
        return RulesInForce.of(shipped, entries, Instant.MAX).faults(id, sigma).stream()
                .map(problem -> new Fault(
                        problem.location().line(),
                        problem.location().column(),
                        (problem.field().isEmpty() ? "" : problem.field() + ": ") + problem.offending() + " (expected: "
                                + problem.expected() + ")"))
                .toList();
    }
}
