package dev.recount.sigma.correlate;

import dev.recount.sigma.Rules;
import dev.recount.sigma.collection.RuleCollection;
import dev.recount.sigma.match.EventFields;
import dev.recount.sigma.rule.DetectionRule;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A correlation over the base rules ra, rb and rc, and matches written as {@code "ra 12 field=value"}: rule, second, fields. */
final class Scenario {

    static final String BASE = base("ra") + base("rb") + base("rc");

    private final RuleCollection rules;
    private final CorrelationPlan plan;

    private Scenario(String yaml, java.time.Duration grace) {
        rules = Rules.collection(yaml);
        plan = CorrelationPlan.of(rules.correlations().get(rules.correlations().size() - 1), rules, grace);
    }

    static Scenario of(String section) {
        return of(section, 0);
    }

    static Scenario of(String section, int graceSeconds) {
        return file("title: c\ncorrelation: " + section, graceSeconds);
    }

    static Scenario file(String yaml, int graceSeconds) {
        return new Scenario(BASE + yaml, java.time.Duration.ofSeconds(graceSeconds));
    }

    private static String base(String name) {
        return "title: base\nname: " + name + "\nlogsource: {product: p}\ndetection: {sel: {x: " + name
                + "}, condition: sel}\n---\n";
    }

    CorrelationPlan plan() {
        return plan;
    }

    List<Firing> fire(String... steps) {
        return plan.evaluate(matches(steps));
    }

    /** The matches, with the ids e0, e1, … in the order written. */
    List<Match> matches(String... steps) {
        List<Match> matches = new ArrayList<>();
        for (int i = 0; i < steps.length; i++) {
            String[] words = steps[i].split(" ");
            Map<String, Object> event = new HashMap<>();
            for (int j = 2; j < words.length; j++) {
                String[] field = words[j].split("=");
                event.put(field[0], field[1].contains("|") ? List.of(field[1].split("\\|")) : field[1]);
            }
            long micros = Math.round(Double.parseDouble(words[1]) * 1_000_000);
            DetectionRule rule = (DetectionRule) rules.find(words[0]).orElseThrow();
            matches.addAll(plan.matches(rule, EventFields.of(event), "e" + i, micros, i));
        }
        return matches;
    }
}
