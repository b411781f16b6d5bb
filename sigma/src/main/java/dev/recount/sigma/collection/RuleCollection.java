package dev.recount.sigma.collection;

import dev.recount.sigma.parse.InvalidRulesException;
import dev.recount.sigma.parse.ParseResult;
import dev.recount.sigma.parse.Problem;
import dev.recount.sigma.rule.CorrelationRule;
import dev.recount.sigma.rule.DetectionRule;
import dev.recount.sigma.rule.SigmaDocument;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Rules whose references are resolved and whose filters are applied.
 *
 * @param detections ready to compile; filters have become part of them
 * @param correlations every reference of theirs is in this collection and none leads back to itself
 * @param problems every fault of the files and of how they refer to each other; faulty documents are left out
 */
public record RuleCollection(
        List<DetectionRule> detections, List<CorrelationRule> correlations, List<Problem> problems) {

    /** Links the documents of several files. */
    public static RuleCollection of(Collection<ParseResult> files) {
        return new RuleLinker(files).link();
    }

    public static RuleCollection of(ParseResult... files) {
        return of(List.of(files));
    }

    /** The document a correlation means by an id or a name. */
    public Optional<SigmaDocument> find(String reference) {
        return find(reference, detections, correlations);
    }

    static Optional<SigmaDocument> find(
            String reference, List<DetectionRule> detections, List<CorrelationRule> correlations) {
        for (DetectionRule rule : detections) {
            if (rule.metadata().answersTo(reference)) {
                return Optional.of(rule);
            }
        }
        for (CorrelationRule rule : correlations) {
            if (rule.metadata().answersTo(reference)) {
                return Optional.of(rule);
            }
        }
        return Optional.empty();
    }

    /**
     * The documents that report on their own: all but those a correlation refers to without {@code generate}
     * (specification, "Generate").
     */
    public Set<SigmaDocument> reporting() {
        Set<SigmaDocument> reporting = new LinkedHashSet<>(detections);
        reporting.addAll(correlations);
        for (CorrelationRule correlation : correlations) {
            if (!correlation.generate()) {
                correlation.rules().forEach(reference -> find(reference).ifPresent(reporting::remove));
            }
        }
        return reporting;
    }

    /**
     * This collection, if it has no fault.
     *
     * @throws InvalidRulesException that lists every fault otherwise
     */
    public RuleCollection orThrow() {
        if (!problems.isEmpty()) {
            throw new InvalidRulesException(problems);
        }
        return this;
    }
}
