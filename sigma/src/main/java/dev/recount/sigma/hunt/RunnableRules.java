package dev.recount.sigma.hunt;

import dev.recount.sigma.collection.RuleCollection;
import dev.recount.sigma.correlate.CorrelationPlan;
import dev.recount.sigma.index.RuleSet;
import dev.recount.sigma.match.Placeholders;
import dev.recount.sigma.parse.InvalidRulesException;
import dev.recount.sigma.parse.Problem;
import dev.recount.sigma.rule.CorrelationRule;
import dev.recount.sigma.rule.DetectionRule;
import java.util.ArrayList;
import java.util.List;

/** Tells the rules that can run from those that cannot, so that a faulty one does not stop the others. */
public final class RunnableRules {

    private RunnableRules() {}

    /**
     * The rules that can run. The problems are those of the given rules and, added to them, placeholders without values,
     * correlation conditions without a meaning, and correlations over rules that are left out for that.
     */
    public static RuleCollection of(RuleCollection rules, Placeholders placeholders) {
        List<Problem> problems = new ArrayList<>(rules.problems());
        List<DetectionRule> detections = new ArrayList<>();
        for (DetectionRule rule : rules.detections()) {
            if (runs(() -> RuleSet.compile(List.of(rule), placeholders), problems)) {
                detections.add(rule);
            }
        }
        List<CorrelationRule> correlations = new ArrayList<>(rules.correlations());
        boolean dropped = true;
        while (dropped) {
            RuleCollection rest = new RuleCollection(detections, List.copyOf(correlations), List.of());
            dropped = correlations.removeIf(rule -> !runs(() -> CorrelationPlan.of(rule, rest), problems));
        }
        return new RuleCollection(List.copyOf(detections), List.copyOf(correlations), List.copyOf(problems));
    }

    private static boolean runs(Runnable preparation, List<Problem> problems) {
        try {
            preparation.run();
            return true;
        } catch (InvalidRulesException e) {
            problems.addAll(e.problems());
            return false;
        }
    }
}
