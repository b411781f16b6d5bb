package dev.recount.standalone.rules;

import dev.recount.sigma.collection.RuleCollection;
import dev.recount.sigma.hunt.RunnableRules;
import dev.recount.sigma.match.Placeholders;
import dev.recount.sigma.parse.InvalidRulesException;
import dev.recount.sigma.parse.Problem;
import dev.recount.sigma.pipeline.Pipeline;
import dev.recount.sigma.pipeline.PipelineParser;
import dev.recount.sigma.rule.LogSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The rules of a hunt, after pipelines.
 *
 * @param rules those that can run
 * @param problems why others cannot
 */
public record HuntSetup(RuleCollection rules, Placeholders placeholders, List<Problem> problems) {

    private static final Set<String> LOG_SOURCE = Set.of("product", "category", "service");

    /**
     * Reads rules and pipelines.
     *
     * @param placeholders each {@code NAME=VALUE}
     * @throws RuleMisuse if a place holds no rules, or a pipeline or placeholder cannot be used
     */
    public static HuntSetup of(List<Path> places, List<Path> pipelines, List<String> placeholders) throws IOException {
        RuleCollection rules = RulePlaces.of(places).collection();
        Placeholders values = placeholders(placeholders);
        List<Pipeline> ordered = new ArrayList<>();
        for (Path file : pipelines) {
            ordered.add(pipeline(file));
        }
        ordered.sort(Comparator.comparingInt(Pipeline::priority));
        for (Pipeline pipeline : ordered) {
            rules = pipeline.apply(rules);
            values = firstOf(values, pipeline.placeholders());
        }
        RuleCollection runnable = RunnableRules.of(rules, values);
        return new HuntSetup(runnable, values, runnable.problems());
    }

    /**
     * The log source that options describe.
     *
     * @throws RuleMisuse if a key is none of product, category and service
     */
    public static LogSource logSource(Map<String, String> options) throws RuleMisuse {
        for (String key : options.keySet()) {
            if (!LOG_SOURCE.contains(key)) {
                throw new RuleMisuse("--logsource: " + key + " (expected: product=…, category=… or service=…)");
            }
        }
        return LogSource.of(options.get("product"), options.get("category"), options.get("service"));
    }

    private static Pipeline pipeline(Path file) throws IOException {
        if (!Files.isReadable(file)) {
            throw new RuleMisuse(file + ": there is no such file");
        }
        try {
            return PipelineParser.parse(file.toString(), Files.readString(file));
        } catch (InvalidRulesException e) {
            throw new RuleMisuse(String.valueOf(e.getMessage()));
        }
    }

    /**
     * The values that options supply.
     *
     * @param options each {@code NAME=VALUE}
     * @throws RuleMisuse if one is something else
     */
    public static Placeholders placeholders(List<String> options) throws RuleMisuse {
        Map<String, List<String>> values = new LinkedHashMap<>();
        for (String option : options) {
            int equals = option.indexOf('=');
            if (equals < 1) {
                throw new RuleMisuse("--placeholder: " + option + " (expected: NAME=VALUE)");
            }
            values.computeIfAbsent(option.substring(0, equals), name -> new ArrayList<>())
                    .add(option.substring(equals + 1));
        }
        return Placeholders.of(values);
    }

    private static Placeholders firstOf(Placeholders first, Placeholders second) {
        return name -> {
            Optional<List<String>> values = first.valuesOf(name);
            return values.isPresent() ? values : second.valuesOf(name);
        };
    }

    /** Whether nothing can run. */
    public boolean isEmpty() {
        return rules.detections().isEmpty() && rules.correlations().isEmpty();
    }
}
