package dev.recount.sigma;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recount.sigma.collection.RuleCollection;
import dev.recount.sigma.correlate.CorrelationPlan;
import dev.recount.sigma.correlate.Firing;
import dev.recount.sigma.correlate.Match;
import dev.recount.sigma.index.RuleSet;
import dev.recount.sigma.match.EventFields;
import dev.recount.sigma.parse.SigmaParser;
import dev.recount.sigma.rule.DetectionRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The lines of the README, compiled, run and compared. */
class ReadmeTest {

    private static List<Firing> example(String yaml, List<Map<String, Object>> events) {
        // README
        RuleCollection rules =
                RuleCollection.of(SigmaParser.parse("rules.yml", yaml)).orThrow();
        RuleSet ruleSet = RuleSet.compile(rules.detections());
        CorrelationPlan plan = CorrelationPlan.of(rules.correlations().get(0), rules);
        List<Match> matches = new ArrayList<>();
        for (Map<String, Object> event : events) {
            for (DetectionRule rule : ruleSet.match(EventFields.of(event))) {
                matches.addAll(plan.matches(
                        rule, EventFields.of(event), (String) event.get("id"), (Long) event.get("time"), 0));
            }
        }
        List<Firing> firings = plan.evaluate(matches);
        // README
        return firings;
    }

    @Test
    void the_example_works() {
        String yaml = """
                title: failed
                name: failed
                logsource: {product: p}
                detection: {sel: {ok: false}, condition: sel}
                ---
                title: burst
                correlation: {type: event_count, rules: [failed], group-by: [], timespan: 1m, condition: {gte: 2}}
                """;

        List<Firing> firings = example(
                yaml, List.of(Map.of("id", "1", "time", 1L, "ok", false), Map.of("id", "2", "time", 2L, "ok", false)));

        assertThat(firings).singleElement().satisfies(firing -> assertThat(firing.evidenceIds())
                .containsExactly("1", "2"));
    }

    @Test
    void the_readme_shows_the_lines_that_are_compiled() throws IOException {
        String readme = Files.readString(Path.of("README.md"));
        String source = Files.readString(Path.of("src/test/java/dev/recount/sigma/ReadmeTest.java"));
        String shown = readme.substring(readme.indexOf("```java\n") + "```java\n".length(), readme.indexOf("```\n\n("));
        String compiled = source.split("// README\n")[1];

        assertThat(words(compiled.substring(0, compiled.lastIndexOf('\n')))).isEqualTo(words(shown));
    }

    /** Where lines are broken is the formatter's business. */
    private static String words(String code) {
        return code.lines().collect(Collectors.joining()).replaceAll("\\s+", "");
    }
}
