package dev.recount.standalone.node;

import dev.recount.alert.Alert;
import dev.recount.evidence.bundle.EnclosedRules;
import dev.recount.query.rule.RuleCatalogue.Rule;
import dev.recount.reference.RegistryEntry;
import dev.recount.reference.RegistryVersion;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Finds the texts of rules as they were when they raised alerts, which the digests in the alerts tell. Every text that was put
 * live is kept in the registry; of the rules that ship only the text of this version of Recount is there.
 */
final class FiredRules {

    private final Collection<RegistryEntry> entries;
    private final Function<Instant, List<Rule>> inForce;
    private final Instant now;
    private final Map<Instant, Map<String, Rule>> known = new HashMap<>();

    /** A rule as one of its alerts has it. */
    private record Fired(String id, String version) {}

    /**
     * Nothing is looked up yet.
     *
     * @param entries of the registry's rules
     * @param inForce the rules in force by what had been entered at a moment
     */
    FiredRules(Collection<RegistryEntry> entries, Function<Instant, List<Rule>> inForce, Instant now) {
        this.entries = entries;
        this.inForce = inForce;
        this.now = now;
    }

    EnclosedRules of(Collection<Alert> alerts) {
        var fired = alerts.stream()
                .collect(Collectors.groupingBy(
                        alert -> new Fired(
                                alert.rule().id(),
                                Objects.requireNonNullElse(alert.rule().version(), "")),
                        Collectors.counting()));
        var texts = new TreeMap<String, String>();
        var missing = new ArrayList<EnclosedRules.Missing>();
        fired.forEach((rule, count) -> text(rule)
                .ifPresentOrElse(
                        text -> texts.put(fileName(rule), text),
                        () -> missing.add(new EnclosedRules.Missing(rule.id(), rule.version(), count))));
        return new EnclosedRules(texts, missing);
    }

    private Optional<String> text(Fired fired) {
        return moments(fired.id())
                .flatMap(at -> Optional.ofNullable(at(at).get(fired.id())).stream())
                .filter(rule -> rule.version().equals(fired.version()))
                .map(Rule::sigma)
                .findFirst();
    }

    /** When its text may have been another one: now, at each of its versions, and before the first of them. */
    private Stream<Instant> moments(String id) {
        var entered = entries.stream().filter(entry -> entry.id().equals(id)).flatMap(entry -> entry.versions().stream()
                .map(RegistryVersion::enteredAt));
        return Stream.of(Stream.of(now), entered, Stream.of(Instant.EPOCH)).flatMap(Function.identity());
    }

    private Map<String, Rule> at(Instant moment) {
        return known.computeIfAbsent(
                moment, at -> inForce.apply(at).stream().collect(Collectors.toMap(Rule::id, Function.identity())));
    }

    /** The text in force has the name alone; an older one also says which. */
    private String fileName(Fired fired) {
        var name = fired.id().replaceAll("[^A-Za-z0-9._-]", "_");
        var current = at(now).get(fired.id());
        return current != null && current.version().equals(fired.version())
                ? name + ".yml"
                : name + "@" + fired.version() + ".yml";
    }
}
