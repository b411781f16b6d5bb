package dev.recount.sigma.hunt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recount.sigma.collection.RuleCollection;
import dev.recount.sigma.match.Placeholders;
import dev.recount.sigma.rule.CorrelationRule;
import dev.recount.sigma.rule.DetectionRule;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;

class RuleTestsTest {

    private static final String RULE = "title: t\nlogsource: {product: p}\ndetection: {sel: {a: 1}, condition: sel}\n";

    @TempDir
    Path folder;

    @Test
    void passes_a_rule_that_does_what_its_fixtures_say() throws IOException {
        write("r.yml", RULE);
        write("r.match.ndjson", "{\"a\":1}\n{\"a\":\"1\"}\n");
        write("r.other.nomatch.ndjson", "{\"a\":2}\n{}\n");

        assertThat(RuleTests.run(folder, Placeholders.NONE)).hasSize(3).allMatch(RuleTests.Outcome::passed);
    }

    @Test
    void fails_on_a_line_that_does_not_match_and_on_one_that_should_not() throws IOException {
        write("sub/r.yml", RULE);
        write("sub/r.match.ndjson", "{\"a\":1}\n{\"a\":3}\n");
        write("sub/r.nomatch.ndjson", "{\"a\":2}\n{\"a\":1}\n");

        List<RuleTests.Outcome> outcomes = RuleTests.run(folder, Placeholders.NONE);

        assertThat(outcomes)
                .extracting(RuleTests.Outcome::failure)
                .containsExactly("", "fired only on lines [1] of 2", "fired: [t] on lines [2]");
        assertThat(JUnitXml.of(outcomes))
                .contains("tests=\"3\" failures=\"2\"")
                .contains("classname=\"sub/r.yml\" name=\"r.match.ndjson\"")
                .contains("fired only on lines [1] of 2");
    }

    @Test
    void fails_on_a_rule_that_does_not_load_and_runs_the_others() throws IOException {
        write("bad.yml", "title: t\n");
        write("r.yml", RULE);
        write("r.match.ndjson", "{\"a\":1}");

        assertThat(RuleTests.run(folder, Placeholders.NONE))
                .extracting(RuleTests.Outcome::passed)
                .containsExactly(false, true, true);
    }

    @Test
    void a_correlation_fires_on_the_lines_together() throws IOException {
        write(
                "c.yml",
                "name: base\n" + RULE
                        + "---\ntitle: c\ncorrelation: {type: event_count, rules: [base], group-by: [], timespan: 1m, condition: {gte: 2}}\n");
        write("c.match.ndjson", "{\"a\":1,\"time\":1}\n{\"a\":1,\"time\":2}\n{\"time\":3}\n");
        write("c.nomatch.ndjson", "{\"a\":1,\"time\":1}\n{\"a\":1,\"time\":100}\n");

        assertThat(RuleTests.run(folder, Placeholders.NONE))
                .extracting(RuleTests.Outcome::failure)
                .containsOnly("");
    }

    @Test
    void tests_a_rule_that_correlations_of_other_files_refer_to_by_itself() throws IOException {
        write("base.yml", "name: base\n" + RULE);
        write("base.match.ndjson", "{\"a\":1}\n{\"a\":1}\n");
        write("base.nomatch.ndjson", "{\"a\":2}\n{\"a\":1}\n");
        write("c.yml", correlation("c", "base"));
        write("c.match.ndjson", "{\"a\":1,\"time\":1}\n{\"a\":1,\"time\":2}\n");

        assertThat(RuleTests.run(folder, Placeholders.NONE))
                .extracting(RuleTests.Outcome::failure)
                .containsExactly("", "", "fired: [base] on lines [2]", "", "");
    }

    @Test
    void tells_rules_of_the_same_title_apart() throws IOException {
        write("a.yml", RULE);
        write("a.match.ndjson", "{\"a\":1}\n");
        write("a.nomatch.ndjson", "{\"a\":2}\n");
        write("b.yml", RULE.replace("a: 1", "a: 2"));
        write("b.nomatch.ndjson", "{\"a\":1}\n");

        assertThat(RuleTests.run(folder, Placeholders.NONE)).hasSize(5).allMatch(RuleTests.Outcome::passed);
    }

    @Test
    void writes_no_character_that_xml_does_not_have() throws Exception {
        String xml =
                JUnitXml.of(List.of(new RuleTests.Outcome("r.yml", "x", "was \u0001\uD83D\uFFFF \uD83D\uDE00\n<&")));

        Document parsed = DocumentBuilderFactory.newDefaultInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)));
        assertThat(parsed.getElementsByTagName("failure").item(0).getTextContent())
                .isEqualTo("was \uFFFD\uFFFD\uFFFD \uD83D\uDE00\n<&");
    }

    @Test
    void check_tells_what_keeps_rules_from_running() throws IOException {
        write("bad.yml", "title: t\n");
        write("expand.yml", RULE.replace("a: 1", "'a|expand': '%names%'"));
        Files.write(folder.resolve("binary.yml"), new byte[] {'a', ':', (byte) 0xFF});

        assertThat(RuleFolder.check(RuleFolder.load(folder), Placeholders.NONE))
                .extracting(problem -> problem.location().file())
                .containsExactlyInAnyOrder("bad.yml", "binary.yml", "expand.yml");
    }

    private void write(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    @Test
    void rules_that_cannot_run_leave_the_others_alone() throws IOException {
        write("r.yml", "name: base\n" + RULE);
        write("expand.yml", "name: other\n" + RULE.replace("a: 1", "'a|expand': '%names%'"));
        write("over.yml", correlation("over", "other"));
        write("odd.yml", correlation("odd", "base").replace("event_count", "temporal_ordered"));
        write("good.yml", correlation("good", "base"));

        RuleCollection runnable = RunnableRules.of(RuleFolder.load(folder), Placeholders.NONE);

        assertThat(runnable.detections()).extracting(DetectionRule::key).containsExactly("base");
        assertThat(runnable.correlations()).extracting(CorrelationRule::key).containsExactly("good");
        assertThat(runnable.problems())
                .extracting(problem -> problem.location().file())
                .containsExactlyInAnyOrder("expand.yml", "odd.yml", "over.yml");
    }

    private static String correlation(String title, String base) {
        return "title: " + title + "\ncorrelation: {type: event_count, rules: [" + base
                + "], group-by: [], timespan: 1m, condition: {gte: 2}}\n";
    }
}
