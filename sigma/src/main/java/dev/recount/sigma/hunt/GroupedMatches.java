package dev.recount.sigma.hunt;

import dev.recount.sigma.correlate.CorrelationPlan;
import dev.recount.sigma.correlate.Firing;
import dev.recount.sigma.correlate.Match;
import dev.recount.sigma.match.EventFields;
import dev.recount.sigma.rule.DetectionRule;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** What correlations need of the events of a hunt, until all of them are known. */
final class GroupedMatches {

    private final List<CorrelationPlan> plans;
    private final Map<CorrelationPlan, Map<List<String>, List<Match>>> groups = new LinkedHashMap<>();
    private final Map<String, Finding.Place> places = new HashMap<>();
    private long sequence;

    GroupedMatches(List<CorrelationPlan> plans) {
        this.plans = List.copyOf(plans);
    }

    /** Whether a match of the rule matters to a correlation. */
    boolean wants(DetectionRule rule) {
        return plans.stream().anyMatch(plan -> plan.baseRules().contains(rule.key()));
    }

    /** Takes an event that matched rules. */
    void add(List<DetectionRule> matched, EventFields event, Finding.Place place, long micros, Supplier<String> text) {
        String id = EventIdentity.of(event, place, micros, text);
        for (CorrelationPlan plan : plans) {
            for (DetectionRule rule : matched) {
                for (Match match : plan.matches(rule, event, id, micros, sequence++)) {
                    places.putIfAbsent(id, place);
                    groups.computeIfAbsent(plan, p -> new LinkedHashMap<>())
                            .computeIfAbsent(match.group(), g -> new ArrayList<>())
                            .add(match);
                }
            }
        }
    }

    /** Evaluates the correlations over all that was added, earliest first, and forgets it. */
    void evaluate(Consumer<? super Finding.Correlated> findings) {
        List<Finding.Correlated> fired = new ArrayList<>();
        groups.forEach((plan, byGroup) -> byGroup.values().forEach(matches -> {
            List<Firing> firings = plan.evaluate(matches);
            if (!firings.isEmpty()) {
                List<Finding.Fire> fires = firings.stream().map(this::fire).toList();
                fired.add(new Finding.Correlated(plan.rule(), firings.get(0).group(), fires));
            }
        }));
        fired.sort(Comparator.comparing(
                        (Finding.Correlated found) -> found.fires().get(0).firstFire())
                .thenComparing(found -> found.rule().key())
                .thenComparing(found -> found.group().toString()));
        fired.forEach(findings);
        groups.clear();
        places.clear();
    }

    private Finding.Fire fire(Firing firing) {
        return new Finding.Fire(
                EventTime.text(firing.firstFireMicros()), places(firing.evidence()), places(firing.following()));
    }

    private List<Finding.Place> places(List<Match> matches) {
        Set<Finding.Place> found = new LinkedHashSet<>();
        for (Match match : matches) {
            Finding.Place place = places.get(match.eventId());
            if (place != null) {
                found.add(place);
            }
        }
        return List.copyOf(found);
    }
}
