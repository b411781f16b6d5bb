package dev.recount.standalone.node;

import dev.recount.alert.RuleRef;
import dev.recount.query.rule.RuleCatalogue;
import dev.recount.reference.RegistryEntry;
import dev.recount.reference.RegistryVersion;
import dev.recount.streams.detect.RuleText;
import dev.recount.streams.detect.RulesInForce;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Lets the query side ask detection's rules, from the same registry and by the same function. */
public final class RuleDesk implements RuleCatalogue {

    private final List<RuleText> shipped;
    private @Nullable Made last;

    /** One version of an entry of the registry. */
    private record Known(String id, RegistryVersion version) {}

    /** Rules, and all that they were made of beside the shipped files. */
    private record Made(Set<Known> known, RulesInForce rules) {}

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
        RulesInForce rules = rules(entries, at);
        return new TreeSet<>(rules.book().ids())
                .stream().map(id -> rule(id, rules)).toList();
    }

    /** Made again only when the registry says something else than at the last request. */
    private synchronized RulesInForce rules(Collection<RegistryEntry> entries, Instant at) {
        Set<Known> known = entries.stream()
                .flatMap(entry -> entry.versions().stream()
                        .filter(version -> !version.enteredAt().isAfter(at))
                        .map(version -> new Known(entry.id(), version)))
                .collect(Collectors.toSet());
        Made made = last;
        if (made == null || !made.known().equals(known)) {
            made = new Made(known, RulesInForce.of(shipped, entries, at));
            last = made;
        }
        return made.rules();
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
    public synchronized List<Fault> faults(String id, String sigma, Collection<RegistryEntry> entries) {
        return rules(entries, Instant.MAX).faults(id, sigma).stream()
                .map(problem -> new Fault(
                        problem.location().line(),
                        problem.location().column(),
                        (problem.field().isEmpty() ? "" : problem.field() + ": ") + problem.offending() + " (expected: "
                                + problem.expected() + ")"))
                .toList();
    }
}
