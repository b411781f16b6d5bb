package dev.recount.streams.detect;

import dev.recount.alert.Suppression;
import dev.recount.streams.enrich.EnrichedEvent;
import dev.recount.streams.enrich.FactName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What rules would say of an event but for reference data: they are asked again without it. An event of which no rule
 * asked for a fact that silences, or of which nothing silences, costs nothing.
 */
final class Silenced {

    private final RuleBook rules;
    private final EnrichedEvent event;
    private final SupportingEvents supporting;
    private final List<Silencer> silencers;

    private Silenced(RuleBook rules, EnrichedEvent event, SupportingEvents supporting) {
        this.rules = rules;
        this.event = event;
        this.supporting = supporting;
        this.silencers = event.wasAskedFor(Silencer.FACTS) ? new ArrayList<>(Silencer.of(event)) : new ArrayList<>();
        silencers.removeIf(silencer -> !event.wasAskedFor(silencer.without().keySet()));
    }

    /** The matches that reference data silences, each with that reference data; none of {@code spoken} is among them. */
    static List<RoutedMatch> of(
            RuleBook rules, EnrichedEvent event, SupportingEvents supporting, List<RoutedMatch> spoken) {
        var silenced = new Silenced(rules, event, supporting);
        return silenced.silencers.isEmpty() ? List.of() : silenced.beside(spoken);
    }

    private List<RoutedMatch> beside(List<RoutedMatch> spoken) {
        Set<String> known = keys(spoken);
        List<RoutedMatch> silent = new ArrayList<>(withoutAny());
        silent.removeIf(routed -> known.contains(routed.key()));
        if (silent.isEmpty()) {
            return List.of();
        }
        Map<String, List<Suppression>> reasons = reasons(silent);
        return silent.stream()
                .map(routed -> new RoutedMatch(
                        routed.group(), routed.match().suppressedBy(reasons.getOrDefault(routed.key(), everything()))))
                .toList();
    }

    /** Without one fact a rule may go on and ask for the next, which silences as well. */
    private List<RoutedMatch> withoutAny() {
        while (true) {
            var bare = bare(silencers);
            var matches = rules.matches(bare, supporting);
            var further = Silencer.of(event).stream()
                    .filter(silencer -> !silencers.contains(silencer)
                            && bare.wasAskedFor(silencer.without().keySet()))
                    .toList();
            if (further.isEmpty()) {
                return matches;
            }
            silencers.addAll(further);
        }
    }

    /** Of several silencers those that would do alone; if none would, it takes them all. */
    private Map<String, List<Suppression>> reasons(List<RoutedMatch> silent) {
        Map<String, List<Suppression>> reasons = new HashMap<>();
        if (silencers.size() == 1) {
            return reasons;
        }
        for (Silencer one : silencers) {
            List<Silencer> others = new ArrayList<>(silencers);
            others.remove(one);
            Set<String> loud = keys(without(others));
            silent.stream()
                    .map(RoutedMatch::key)
                    .filter(key -> !loud.contains(key))
                    .forEach(key -> reasons.computeIfAbsent(key, ignored -> new ArrayList<>())
                            .add(one.reference()));
        }
        return reasons;
    }

    private List<Suppression> everything() {
        return silencers.stream().map(Silencer::reference).toList();
    }

    private List<RoutedMatch> without(List<Silencer> some) {
        return rules.matches(bare(some), supporting);
    }

    private EnrichedEvent bare(List<Silencer> some) {
        Map<FactName, Optional<Object>> instead = new HashMap<>();
        some.forEach(silencer -> instead.putAll(silencer.without()));
        return event.with(instead);
    }

    private static Set<String> keys(List<RoutedMatch> routed) {
        Set<String> keys = new HashSet<>();
        routed.forEach(each -> keys.add(each.key()));
        return keys;
    }
}
