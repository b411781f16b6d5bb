package dev.recount.sigma.parse;

import dev.recount.sigma.rule.CorrelationRule;
import dev.recount.sigma.rule.DetectionRule;
import dev.recount.sigma.rule.FilterRule;
import dev.recount.sigma.rule.SigmaDocument;
import java.util.List;

/**
 * What came out of rule files.
 *
 * @param documents the documents without a fault, in the order written
 * @param problems every fault of the others
 */
public record ParseResult(List<SigmaDocument> documents, List<Problem> problems) {

    public ParseResult {
        documents = List.copyOf(documents);
        problems = List.copyOf(problems);
    }

    public boolean isValid() {
        return problems.isEmpty();
    }

    public List<DetectionRule> detectionRules() {
        return only(DetectionRule.class);
    }

    public List<CorrelationRule> correlationRules() {
        return only(CorrelationRule.class);
    }

    public List<FilterRule> filterRules() {
        return only(FilterRule.class);
    }

    private <T> List<T> only(Class<T> kind) {
        return documents.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    /**
     * These documents, if there was no fault.
     *
     * @throws InvalidRulesException that lists every fault otherwise
     */
    public ParseResult orThrow() {
        if (!isValid()) {
            throw new InvalidRulesException(problems);
        }
        return this;
    }
}
