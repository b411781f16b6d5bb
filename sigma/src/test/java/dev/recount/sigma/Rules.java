package dev.recount.sigma;

import dev.recount.sigma.collection.RuleCollection;
import dev.recount.sigma.correlate.CorrelationPlan;
import dev.recount.sigma.match.DetectionCompiler;
import dev.recount.sigma.match.EventFields;
import dev.recount.sigma.match.Placeholders;
import dev.recount.sigma.parse.ParseResult;
import dev.recount.sigma.parse.SigmaParser;
import dev.recount.sigma.rule.DetectionRule;
import java.util.Map;

/** Rules for tests, from as little text as possible. */
public final class Rules {

    private static final String HEAD = "title: test\nlogsource: {product: test}\ndetection:\n";

    private Rules() {}

    public static ParseResult parse(String yaml) {
        return SigmaParser.parse("test.yml", yaml);
    }

    /** A detection section, to be indented here. */
    public static ParseResult parseDetection(String detection) {
        return parse(HEAD + detection.indent(2));
    }

    /** One detection item under the search identifier {@code sel}. */
    public static ParseResult parseItem(String item) {
        return parseDetection("sel:\n" + item.indent(2) + "condition: sel");
    }

    public static DetectionRule detection(String detection) {
        return parseDetection(detection).orThrow().detectionRules().get(0);
    }

    public static boolean matches(String detection, Map<String, ?> event) {
        return new DetectionCompiler(Placeholders.NONE)
                .compile(detection(detection).detection())
                .holds(EventFields.of(event));
    }

    public static boolean itemMatches(String item, Map<String, ?> event) {
        return matches("sel:\n" + item.indent(2) + "condition: sel", event);
    }

    public static RuleCollection collection(String yaml) {
        return RuleCollection.of(parse(yaml)).orThrow();
    }

    /** The plan of the last correlation in a file. */
    public static CorrelationPlan plan(String yaml) {
        RuleCollection rules = collection(yaml);
        return CorrelationPlan.of(rules.correlations().get(rules.correlations().size() - 1), rules);
    }
}
