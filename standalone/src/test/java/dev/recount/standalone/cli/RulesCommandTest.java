package dev.recount.standalone.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.recount.standalone.terminal.Terminal;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The commands under {@code rules}, from their arguments to what they print and how they end. */
class RulesCommandTest {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private static final String FAILED = """
            title: Login failed
            id: 0b1c2d3e-0000-4000-8000-000000000001
            name: failed
            level: low
            logsource: {product: app, service: audit}
            detection: {sel: {action: login, ok: false}, condition: sel}
            """;
    private static final String BURST = """
            title: Many failed logins
            id: 0b1c2d3e-0000-4000-8000-000000000002
            level: high
            correlation:
              type: event_count
              rules: [%s]
              group-by: [user]
              timespan: 10s
              condition: {gte: 2}
            """;

    @TempDir
    Path folder;

    private String out = "";
    private String err = "";

    private int run(String... arguments) {
        return runWith("", arguments);
    }

    private int runWith(String input, String... arguments) {
        StringWriter outText = new StringWriter();
        StringWriter errText = new StringWriter();
        Terminal terminal = new Terminal(
                new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
                new PrintWriter(outText),
                new PrintWriter(errText),
                false,
                false);
        List<String> all = new ArrayList<>(List.of("rules"));
        all.addAll(List.of(arguments));
        int code = CommandTree.of(terminal, Map.of()).execute(all.toArray(String[]::new));
        terminal.out().flush();
        terminal.err().flush();
        out = outText.toString();
        err = errText.toString();
        return code;
    }

    private String file(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text).toString();
    }

    private String rules(String... documents) throws IOException {
        for (int i = 0; i < documents.length; i++) {
            file("rules/r" + i + ".yml", documents[i]);
        }
        return folder.resolve("rules").toString();
    }

    private static String line(String time, String user) {
        return "{\"time\":\"%s\",\"action\":\"login\",\"ok\":false,\"user\":\"%s\"}\n".formatted(time, user);
    }

    private List<JsonNode> found() throws IOException {
        List<JsonNode> found = new ArrayList<>();
        for (String line : out.lines().toList()) {
            found.add(MAPPER.readTree(line));
        }
        return found;
    }

    @Test
    void run_prints_a_match_with_its_rule_file_and_line() throws IOException {
        String log = file("log.ndjson", "{\"action\":\"x\"}\n\n" + line("2026-01-01T00:00:01Z", "eve"));

        assertThat(run("run", "--rules", rules(FAILED), log, "--output", "ndjson"))
                .isZero();

        assertThat(found()).hasSize(1);
        JsonNode match = found().get(0);
        assertThat(match.path("kind").asText()).isEqualTo("match");
        assertThat(match.path("rule_id").asText()).isEqualTo("0b1c2d3e-0000-4000-8000-000000000001");
        assertThat(match.path("title").asText()).isEqualTo("Login failed");
        assertThat(match.path("file").asText()).isEqualTo(log);
        assertThat(match.path("line").asInt()).isEqualTo(3);
        assertThat(err).contains("1 matches and 0 correlations of 1 rules, in 2 events of 1 files");
    }

    @ParameterizedTest
    @ValueSource(strings = {"failed", "0b1c2d3e-0000-4000-8000-000000000001", "0B1C2D3E-0000-4000-8000-000000000001"})
    void run_prints_a_correlation_over_rules_called_by_name_or_id_and_lines_in_any_order(String reference)
            throws IOException {
        String log = file(
                "log.ndjson",
                line("2026-01-01T00:00:09Z", "eve")
                        + line("2026-01-01T00:00:02Z", "bob")
                        + line("2026-01-01T00:00:01Z", "eve"));

        assertThat(run("run", "--rules", rules(FAILED, BURST.formatted(reference)), log, "--output", "ndjson"))
                .isZero();

        assertThat(found()).hasSize(1);
        JsonNode fired = found().get(0);
        assertThat(fired.path("kind").asText()).isEqualTo("correlation");
        assertThat(fired.path("rule_id").asText()).isEqualTo("0b1c2d3e-0000-4000-8000-000000000002");
        assertThat(fired.path("title").asText()).isEqualTo("Many failed logins");
        assertThat(fired.path("group")).hasToString("{\"user\":\"eve\"}");
        assertThat(fired.path("first_fire").asText()).isEqualTo("2026-01-01T00:00:09.000000Z");
        assertThat(fired.path("evidence")).hasToString("[3,1]");
    }

    @Test
    void run_tries_every_rule_unless_told_what_the_events_are() throws IOException {
        String log = file("log.ndjson", line("2026-01-01T00:00:01Z", "eve"));
        String other = FAILED.replace("0001", "0003").replace("failed", "other").replace("audit", "web");
        String folder = rules(FAILED, other);

        assertThat(run("run", "--rules", folder, log, "--output", "ndjson")).isZero();
        assertThat(found()).hasSize(2);
        assertThat(run("run", "--rules", folder, log, "--output", "ndjson", "--logsource", "product=app,service=web"))
                .isZero();
        assertThat(found()).hasSize(1);
        assertThat(run("run", "--rules", folder, log, "--logsource", "produkt=app"))
                .isEqualTo(2);
        assertThat(err).contains("produkt (expected: product=…");
    }

    @Test
    void run_tells_faulty_rules_and_lines_and_goes_on_with_the_others() throws IOException {
        String log = file("log.ndjson", "{\"action\":\n" + line("2026-01-01T00:00:01Z", "eve") + "[1]\n");
        String faulty = FAILED.replace("failed", "faulty").replace("condition: sel", "condition: nothing");
        String folder = rules(FAILED, faulty);

        assertThat(run("run", "--rules", folder, log, "--output", "ndjson")).isZero();

        assertThat(found()).hasSize(1);
        assertThat(err)
                .contains(folder + "/r1.yml:6:")
                .contains("nothing")
                .contains(log + ":1: not a JSON object")
                .contains(log + ":3: not a JSON object")
                .contains("left out:")
                .contains("2 lines");
        assertThat(run("run", "--strict", "--rules", folder, log)).isEqualTo(1);
        assertThat(run("run", "--rules", folder + "/r1.yml", log)).isEqualTo(1);
        assertThat(err).contains("no rule can run");
    }

    @Test
    void run_says_which_line_has_no_time_for_a_correlation() throws IOException {
        String log = file(
                "log.ndjson",
                line("yesterday", "eve") + line("2026-01-01T00:00:01Z", "eve") + line("2026-01-01T00:00:02Z", "eve"));
        String folder = rules(FAILED, BURST.formatted("failed"));

        assertThat(run("run", "--rules", folder, log, "--output", "ndjson")).isZero();
        assertThat(found()).hasSize(1);
        assertThat(err).contains(log + ":1: no time to correlate by: time: yesterday (expected: a time");

        assertThat(run("run", "--rules", folder, "--time-field", "at", log)).isZero();
        assertThat(out).isEmpty();
        assertThat(err).contains(log + ":3: no time to correlate by: at: missing");
    }

    @Test
    void run_reads_gzip_folders_and_standard_input() throws IOException {
        Path logs = Files.createDirectories(folder.resolve("logs"));
        try (OutputStream gzip = new GZIPOutputStream(Files.newOutputStream(logs.resolve("a.json.gz")))) {
            gzip.write(line("2026-01-01T00:00:01Z", "eve").getBytes(StandardCharsets.UTF_8));
        }
        file("logs/b.json", "{\"Records\":[\n" + line("2026-01-01T00:00:02Z", "eve") + "]}");
        String folder = rules(FAILED, BURST.formatted("failed"));

        assertThat(run("run", "--rules", folder, logs.toString(), "--output", "ndjson"))
                .isZero();
        assertThat(found().get(0).path("evidence")).hasToString("[1,2]");
        assertThat(found().get(0).path("evidence_files").get(1).asText()).endsWith("b.json");

        assertThat(runWith(line("2026-01-01T00:00:01Z", "eve"), "run", "--rules", folder + "/r0.yml", "-"))
                .isZero();
        assertThat(out).contains("stdin").contains("Login failed");
    }

    @Test
    void run_goes_on_after_a_file_that_breaks_off() throws IOException {
        Path broken = folder.resolve("broken.gz");
        try (OutputStream gzip = new GZIPOutputStream(Files.newOutputStream(broken))) {
            gzip.write(line("2026-01-01T00:00:01Z", "eve").repeat(2_000).getBytes(StandardCharsets.UTF_8));
        }
        Files.write(broken, java.util.Arrays.copyOf(Files.readAllBytes(broken), 60));
        String whole = file("whole.ndjson", line("2026-01-01T00:00:01Z", "eve"));

        assertThat(run("run", "--rules", rules(FAILED), broken.toString(), whole, "--output", "ndjson"))
                .isZero();

        assertThat(found()).anyMatch(match -> match.path("file").asText().equals(whole));
        assertThat(err).contains(broken + ": cannot be read to its end").contains("1 files\n");
    }

    @Test
    void run_applies_filters_pipelines_and_placeholders() throws IOException {
        String log = file("log.ndjson", line("2026-01-01T00:00:01Z", "eve") + line("2026-01-01T00:00:01Z", "bob"));
        String filter = """
                title: Not bob
                logsource: {product: app, service: audit}
                filter: {rules: [failed], bob: {user: bob}, condition: not bob}
                """;
        String named = FAILED.replace("ok: false", "'who|expand': '%names%'");
        String pipeline = file(
                "map.yml",
                "name: m\npriority: 1\ntransformations:\n- {id: a, type: field_name_mapping, mapping: {who: user}}\n");

        assertThat(run("run", "--rules", rules(FAILED, filter), log, "--output", "ndjson"))
                .isZero();
        assertThat(found()).singleElement().matches(match -> match.path("line").asInt() == 1);

        String placeholder = file("expand.yml", named);
        assertThat(run("run", "--rules", placeholder, log)).isEqualTo(1);
        assertThat(err).contains("names");
        assertThat(run(
                        "run",
                        "--rules",
                        placeholder,
                        log,
                        "--pipeline",
                        pipeline,
                        "--placeholder",
                        "names=bob",
                        "--output",
                        "ndjson"))
                .isZero();
        assertThat(found()).singleElement().matches(match -> match.path("line").asInt() == 2);
    }

    @Test
    void run_prints_tables_and_json_too() throws IOException {
        String log = file("log.ndjson", line("2026-01-01T00:00:01Z", "eve") + line("2026-01-01T00:00:02Z", "eve"));
        String folder = rules(FAILED + "---\n" + BURST.formatted("failed") + "generate: true\n");

        assertThat(run("run", "--rules", folder, log)).isZero();
        assertThat(out.lines()).hasSize(4);
        assertThat(out).contains("LEVEL").contains("{\"user\":\"eve\"}").contains("1 2");

        assertThat(run("run", "--rules", folder, log, "--output", "json")).isZero();
        assertThat(MAPPER.readTree(out)).hasSize(3);
    }

    @Test
    void check_prints_every_error_with_file_line_and_column() throws IOException {
        String folder = rules(
                FAILED,
                FAILED.replace("failed", "a").replace("0001", "00a1").replace("condition: sel", "condition: nothing"),
                FAILED.replace("failed", "b").replace("0001", "00b1") + "recount: {window: long}\n",
                "title: [\n");

        assertThat(run("check", folder)).isEqualTo(1);

        assertThat(out)
                .containsPattern("r1\\.yml:6:\\d+: .*nothing")
                .containsPattern("r2\\.yml:1:1: recount\\.window: long \\(expected: a number with s, m, h or d")
                .containsPattern("r3\\.yml:\\d+:\\d+: ");

        assertThat(run("check", folder, "--output", "ndjson")).isEqualTo(1);
        assertThat(found())
                .hasSize(3)
                .allMatch(problem -> problem.path("line").asInt() > 0
                        && problem.path("column").asInt() > 0
                        && problem.hasNonNull("expected"));
    }

    @Test
    void check_of_good_rules_ends_with_0_and_of_no_rules_with_2() throws IOException {
        assertThat(run("check", rules(FAILED))).isZero();
        assertThat(out).contains("1 files").contains("0 errors");

        assertThat(run("check", folder.resolve("nowhere").toString())).isEqualTo(2);
        assertThat(err).contains("there is no such file or folder");
        assertThat(run("check", Files.createDirectories(folder.resolve("empty")).toString()))
                .isEqualTo(2);
        assertThat(err).contains("holds no .yml or .yaml file");
    }

    @Test
    void test_runs_fixtures_and_writes_junit() throws IOException {
        String folder = rules(FAILED);
        file("rules/r0.match.ndjson", line("2026-01-01T00:00:01Z", "eve"));
        Path junit = this.folder.resolve("junit.xml");

        assertThat(run("test", folder, "--junit", junit.toString())).isZero();
        assertThat(out).contains("r0.match.ndjson").doesNotContain("FAILED");

        file("rules/r0.nomatch.ndjson", line("2026-01-01T00:00:01Z", "eve"));
        assertThat(run("test", folder, "--junit", junit.toString())).isEqualTo(1);
        assertThat(out).contains("FAILED").contains("fired: [");
        assertThat(junit).content().contains("failures=\"1\"");
    }

    @Test
    void list_shows_the_rules_that_ship_and_those_of_a_folder() throws IOException {
        assertThat(run("list", "--output", "ndjson")).isZero();
        assertThat(found())
                .extracting(rule -> rule.path("alert_rule").asText())
                .contains("SEQ-01", "SEQ-02", "SEQ-03", "SEQ-04", "SEQ-05");

        assertThat(run("list", "--rules", rules(FAILED, BURST.formatted("failed"))))
                .isZero();
        assertThat(out).contains("Login failed").contains("correlation").contains("app audit");
    }

    @Test
    void explain_says_what_missed_and_how_near_a_correlation_came() throws IOException {
        String folder = rules(FAILED + "---\n" + BURST.formatted("failed"));
        String events = file("e.ndjson", line("2026-01-01T00:00:01Z", "eve") + "{\"action\":\"login\",\"ok\":true}\n");

        assertThat(run("explain", folder + "/r0.yml", events)).isZero();

        assertThat(out)
                .contains(":1 matches: Login failed")
                .contains(":2 does not match: Login failed")
                .contains("- ok: false (was true)")
                .contains("Many failed logins [eve]: at most 1 match within 10 s");
    }

    @Test
    void a_rule_with_a_placeholder_is_checked_tested_and_explained_with_its_values() throws IOException {
        String folder = rules(FAILED.replace("action: login", "action|expand: '%what%'"));
        Files.writeString(Path.of(folder, "r0.match.ndjson"), line("2026-01-01T00:00:01Z", "eve"));

        assertThat(run("check", folder)).isEqualTo(1);
        assertThat(run("check", "--placeholder", "what=login", folder)).isZero();
        assertThat(run("test", "--placeholder", "what=login", folder)).isZero();
        assertThat(run("explain", "--placeholder", "what=login", folder + "/r0.yml", folder + "/r0.match.ndjson"))
                .isZero();
        assertThat(out).contains("matches: Login failed").contains("condition: ");
    }

    @Test
    void explain_knows_the_rules_that_ship_and_the_facts_of_an_event() throws IOException {
        String event =
                "{\"type\":\"action\",\"phase\":\"requested\",\"facts\":{\"action.friction\":true,\"line.id\":\"s\"},\"session\":{\"id\":\"s\"},\"occurred_at\":\"2026-01-01T00:00:01Z\"}";

        assertThat(runWith(event, "explain", "seq-02", "-")).isZero();

        assertThat(out)
                .contains("stdin:1 matches: Attempt that failed for want of access")
                .contains("1 of 2 steps; step 2 (seq_02_destruction_elsewhere) never came");
        assertThat(run("explain", "SEQ-99", "-")).isEqualTo(2);
        assertThat(err).contains("SEQ-99: neither a file nor a rule that ships");
    }

    @Test
    void explain_derives_the_facts_of_events_that_bring_none_from_the_file() throws IOException {
        String at = "\"session\":{\"id\":\"s\"},\"occurred_at\":\"2026-01-01T00:00:0%dZ\"}\n";
        String events = file(
                "own.ndjson",
                "{\"type\":\"action\",\"phase\":\"denied\",\"action\":{\"id\":\"a\",\"verb\":\"destroy\"},"
                        + "\"resource\":{\"id\":\"db\"}," + at.formatted(1)
                        + "{\"type\":\"session\",\"phase\":\"started\"," + at.formatted(0));

        assertThat(run("explain", "seq-02", events)).isZero();

        assertThat(out)
                .contains(":1 matches: Attempt that failed for want of access")
                .contains(":2 does not match: Attempt that failed for want of access");
    }

    @ParameterizedTest
    @ValueSource(strings = {"run --rules x", "run x", "test", "explain a", "check", "", "lst"})
    void misuse_ends_with_2(String line) {
        assertThat(run(line.isEmpty() ? new String[0] : line.split(" "))).isEqualTo(2);
        assertThat(out).isEmpty();
    }
}
