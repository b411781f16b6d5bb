package dev.recount.sigma.pipeline;

import dev.recount.sigma.collection.RuleCollection;
import dev.recount.sigma.match.Placeholders;
import dev.recount.sigma.parse.Problem;
import dev.recount.sigma.rule.CorrelationRule;
import dev.recount.sigma.rule.DetectionRule;
import dev.recount.sigma.rule.SigmaDocument;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * A processing pipeline: transformations, each with the conditions under which it applies, in order.
 *
 * @param priority pipelines with a lower one are applied first
 * @param placeholders the values its {@code vars} give to placeholders; pass them on when the rules are compiled
 */
public record Pipeline(String name, int priority, List<ProcessingItem> items, Placeholders placeholders) {

    /** The rules after the pipeline. A rule it refuses becomes a problem and is left out. */
    public RuleCollection apply(RuleCollection rules) {
        List<Problem> problems = new ArrayList<>(rules.problems());
        List<DetectionRule> detections = new ArrayList<>();
        for (DetectionRule rule : rules.detections()) {
            try {
                detections.add(apply(rule));
            } catch (PipelineException e) {
                problems.add(new Problem(rule.location(), "", rule.metadata().title(), message(e)));
            }
        }
        List<CorrelationRule> correlations = new ArrayList<>();
        for (CorrelationRule rule : rules.correlations()) {
            try {
                correlations.add(apply(rule, rules));
            } catch (PipelineException e) {
                problems.add(new Problem(
                        rule.location(), "correlation", rule.metadata().title(), message(e)));
            }
        }
        return new RuleCollection(List.copyOf(detections), List.copyOf(correlations), List.copyOf(problems));
    }

    private String message(PipelineException e) {
        return "a rule that pipeline " + name + " accepts: " + e.getMessage();
    }

    /**
     * One detection rule after the pipeline.
     *
     * @throws PipelineException if the pipeline refuses it
     */
    public DetectionRule apply(DetectionRule rule) {
        DetectionRule current = rule;
        List<String> applied = new ArrayList<>();
        for (ProcessingItem item : items) {
            if (item.appliesTo(List.of(current), false, applied)) {
                current = item.transformation().apply(current, item);
                applied.add(item.id());
            }
        }
        return current;
    }

    /**
     * One correlation after the pipeline: its field names are mapped as those of the rules it refers to.
     *
     * @throws PipelineException if the pipeline refuses it
     */
    public CorrelationRule apply(CorrelationRule rule, RuleCollection rules) {
        CorrelationRule current = rule;
        List<String> applied = new ArrayList<>();
        List<DetectionRule> base = baseRules(rule, rules);
        for (ProcessingItem item : items) {
            if (item.appliesTo(base, true, applied)) {
                current = item.transformation().apply(current, item);
                applied.add(item.id());
            }
        }
        return current;
    }

    private static List<DetectionRule> baseRules(CorrelationRule rule, RuleCollection rules) {
        List<DetectionRule> base = new ArrayList<>();
        for (String reference : rule.rules()) {
            SigmaDocument target = rules.find(reference).orElse(null);
            if (target instanceof DetectionRule detection) {
                base.add(detection);
            } else if (target instanceof CorrelationRule inner && !Objects.equals(inner, rule)) {
                base.addAll(baseRules(inner, rules));
            }
        }
        return base;
    }
}
