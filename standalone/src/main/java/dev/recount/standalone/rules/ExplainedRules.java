package dev.recount.standalone.rules;

import dev.recount.sigma.collection.RuleCollection;
import dev.recount.sigma.hunt.HuntExplanation;
import dev.recount.sigma.hunt.HuntOptions;
import dev.recount.sigma.hunt.RunnableRules;
import dev.recount.sigma.match.Placeholders;
import dev.recount.sigma.parse.Problem;
import dev.recount.sigma.rule.CorrelationRule;
import dev.recount.sigma.rule.DetectionRule;
import dev.recount.sigma.rule.SigmaDocument;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Rules to be explained.
 *
 * @param problems why others of the same file cannot be
 */
public record ExplainedRules(RuleCollection rules, List<Problem> problems) {

    /**
     * The rules of a file, or the shipped rules of an id, name or alert id, with the rules they refer to.
     *
     * @throws RuleMisuse if there is no such file and no such rule
     */
    public static ExplainedRules named(String name, Placeholders placeholders) throws IOException {
        if (Files.exists(Path.of(name))) {
            RuleCollection rules =
                    RunnableRules.of(RulePlaces.of(List.of(Path.of(name))).collection(), placeholders);
            return new ExplainedRules(rules, rules.problems());
        }
        RuleCollection shipped = RulePlaces.shipped().collection();
        Set<SigmaDocument> chosen = new LinkedHashSet<>();
        shipped.correlations().stream()
                .filter(rule -> isCalled(rule, name))
                .forEach(rule -> add(rule, shipped, chosen));
        shipped.detections().stream().filter(rule -> isCalled(rule, name)).forEach(chosen::add);
        if (chosen.isEmpty()) {
            throw new RuleMisuse(name + ": neither a file nor a rule that ships (see: recount rules list)");
        }
        return new ExplainedRules(
                new RuleCollection(only(chosen, DetectionRule.class), only(chosen, CorrelationRule.class), List.of()),
                List.of());
    }

    private static boolean isCalled(SigmaDocument rule, String name) {
        return rule.metadata().answersTo(name)
                || (rule.metadata().custom().get("recount") instanceof Map<?, ?> own
                        && name.equalsIgnoreCase(String.valueOf(own.get("id"))));
    }

    private static void add(CorrelationRule rule, RuleCollection all, Set<SigmaDocument> chosen) {
        chosen.add(rule);
        for (String reference : rule.rules()) {
            SigmaDocument target = all.find(reference).orElseThrow();
            if (target instanceof CorrelationRule inner) {
                add(inner, all, chosen);
            } else {
                chosen.add(target);
            }
        }
    }

    private static <T> List<T> only(Set<SigmaDocument> documents, Class<T> kind) {
        return documents.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    /** Says of each rule why it matches the events of a file or does not. */
    public HuntExplanation explain(HuntOptions options, String file, Reader events) throws IOException {
        return HuntExplanation.of(rules, options, all -> new FileFacts(all)::view, file, events);
    }
}
