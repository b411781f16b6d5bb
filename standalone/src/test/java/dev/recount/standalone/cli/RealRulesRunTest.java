package dev.recount.standalone.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.recount.standalone.terminal.Terminal;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code rules run} with real rules over real logs: the pairs it prints are those that others computed. */
@Tag("real-data")
class RealRulesRunTest {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    /** Its answers are here but the rule itself is not. */
    private static final String NOT_IN_THE_CORPUS = "00a8e92a-776b-425f-80f2-82d8f8fab2e5";

    @TempDir
    Path folder;

    private static Path data(String name) {
        for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
            Path found = at.resolve("shared/data").resolve(name);
            if (Files.exists(found)) {
                return found;
            }
        }
        if ("true".equals(System.getenv("CI"))) {
            Assertions.fail("shared/data/" + name + " is missing, and CI must not leave its tests out");
        }
        Assumptions.abort("shared/data/" + name + " is not beside this repository");
        throw new AssertionError("unreachable");
    }

    private static List<JsonNode> rules(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        Terminal terminal =
                new Terminal(InputStream.nullInputStream(), new PrintWriter(out), new PrintWriter(err), false, false);
        List<String> all = new ArrayList<>(List.of("rules"));
        all.addAll(List.of(arguments));
        all.addAll(List.of("--output", "ndjson"));
        int code = CommandTree.of(terminal, Map.of()).execute(all.toArray(String[]::new));
        terminal.out().flush();
        terminal.err().flush();
        assertThat(code).as("%s", err).isZero();
        return out.toString().lines().map(RealRulesRunTest::json).toList();
    }

    private static JsonNode json(String text) {
        try {
            return MAPPER.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(text, e);
        }
    }

    private static List<JsonNode> lines(Path file) throws IOException {
        return Files.readAllLines(file).stream()
                .filter(line -> !line.isBlank())
                .map(RealRulesRunTest::json)
                .toList();
    }

    private static Set<String> pairs(List<JsonNode> matches) {
        Set<String> pairs = new TreeSet<>();
        matches.forEach(match -> pairs.add(match.path("rule_id").asText() + " "
                + Path.of(match.path("file").asText()).getFileName() + ":"
                + match.path("line").asInt()));
        return pairs;
    }

    @Test
    void all_real_rules_are_without_error() {
        assertThat(rules(
                        "check",
                        data("sigma/rules").toString(),
                        data("sigma/rules-threat-hunting").toString()))
                .isEmpty();
    }

    @Test
    void every_regression_case_matches_its_rule_and_no_other() throws IOException {
        Set<String> expected = new TreeSet<>();
        Map<String, List<String>> linesBySource = new LinkedHashMap<>();
        Path rules = data("sigma/regression/rules");
        Set<String> present = new TreeSet<>();
        rules("list", "--rules", rules.toString())
                .forEach(rule -> present.add(rule.path("id").asText()));
        for (JsonNode line : lines(data("sigma/regression/events.ndjson"))) {
            JsonNode source = line.path("logsource");
            List<String> keys = new ArrayList<>();
            source.properties().forEach(entry -> {
                if (!entry.getValue().isNull()) {
                    keys.add(entry.getKey() + "=" + entry.getValue().asText());
                }
            });
            List<String> lines = linesBySource.computeIfAbsent(String.join(",", keys), s -> new ArrayList<>());
            lines.add(line.path("fields").toString());
            String place = " " + fileName(String.join(",", keys)) + ":" + lines.size();
            line.path("expected_rule_ids").forEach(id -> {
                if (present.contains(id.asText())) {
                    expected.add(id.asText() + place);
                }
            });
        }
        Set<String> actual = new TreeSet<>();
        for (Map.Entry<String, List<String>> entry : linesBySource.entrySet()) {
            Path log = Files.write(folder.resolve(fileName(entry.getKey())), entry.getValue());
            actual.addAll(
                    pairs(rules("run", "--rules", rules.toString(), "--logsource", entry.getKey(), log.toString())));
        }

        assertThat(actual).isEqualTo(expected);
        assertThat(present).hasSize(44).allMatch(id -> actual.stream().anyMatch(pair -> pair.startsWith(id)));
    }

    private static String fileName(String source) {
        return source.replaceAll("\\W", "_") + ".ndjson";
    }

    @Test
    void attacks_in_cloudtrail_are_found_exactly() throws IOException {
        Path logs = data("cloudtrail-stratus");
        Set<String> expected = new TreeSet<>();
        lines(logs.resolve("sigma-expected.ndjson")).forEach(line -> line.path("event_keys")
                .forEach(key -> expected.add(line.path("rule_id").asText() + " " + key.asText())));
        List<String> arguments = new ArrayList<>(
                List.of("run", "--rules", data("sigma/rules/cloud/aws").toString()));
        Map<String, JsonNode> records = new LinkedHashMap<>();
        try (Stream<Path> files = Files.list(logs)) {
            for (Path file : files.filter(name -> name.toString().endsWith(".json"))
                    .sorted()
                    .toList()) {
                arguments.add(file.toString());
                JsonNode array = MAPPER.readTree(file.toFile());
                for (int i = 0; i < array.size(); i++) {
                    records.put(file + "[" + (i + 1) + "]", array.get(i));
                }
            }
        }

        Set<String> actual = new TreeSet<>();
        for (JsonNode match : rules(arguments.toArray(String[]::new))) {
            JsonNode record = records.get(
                    match.path("file").asText() + "[" + match.path("record").asInt() + "]");
            actual.add(match.path("rule_id").asText() + " "
                    + record.path("eventID").asText());
        }

        assertThat(actual).isEqualTo(expected).isNotEmpty();
    }

    @Test
    void attacks_in_kubernetes_audit_logs_are_found_exactly() throws IOException {
        Path logs = data("k8s-audit-falco");
        Set<String> expected = new TreeSet<>();
        Set<String> files = new TreeSet<>();
        for (JsonNode line : lines(logs.resolve("sigma-expected.ndjson"))) {
            files.add(logs.resolve(line.path("file").asText()).toString());
            line.path("rule_ids")
                    .forEach(id ->
                            expected.add(id.asText() + " " + line.path("file").asText() + ":"
                                    + (line.path("line").asInt() + 1)));
        }
        List<String> arguments = new ArrayList<>(List.of(
                "run", "--rules", data("sigma/rules/application/kubernetes").toString()));
        arguments.addAll(files);

        assertThat(pairs(rules(arguments.toArray(String[]::new))))
                .isEqualTo(expected)
                .isNotEmpty();
    }

    @Test
    void matches_in_the_rule_tests_of_another_vendor_are_exact() throws IOException {
        Path expectations = data("panther/sigma-expected");
        String rules = data("sigma/rules").toString();
        String hunting = data("sigma/rules-threat-hunting").toString();
        int pairs = 0;
        try (Stream<Path> files = Files.list(expectations)) {
            for (Path file : files.sorted().toList()) {
                Set<String> expected = new TreeSet<>();
                Set<String> tested = new TreeSet<>();
                for (JsonNode line : lines(file)) {
                    tested.add(line.path("rule_id").asText());
                    line.path("lines")
                            .forEach(at -> expected.add(
                                    line.path("rule_id").asText() + " " + file.getFileName() + ":" + (at.asInt() + 1)));
                }
                tested.remove(NOT_IN_THE_CORPUS);
                List<String> events =
                        lines(expectations.resolveSibling("rule-tests").resolve(file.getFileName())).stream()
                                .map(line -> line.path("event").toString())
                                .toList();
                Path log = Files.write(folder.resolve(file.getFileName()), events);

                Set<String> actual =
                        new TreeSet<>(pairs(rules("run", "--rules", rules, "--rules", hunting, log.toString())));
                actual.removeIf(pair -> !tested.contains(pair.replaceFirst(" .*", "")));

                assertThat(actual).as("%s", file).isEqualTo(expected);
                pairs += actual.size();
            }
        }
        assertThat(pairs).isPositive();
    }

    @Test
    void correlations_over_a_real_log_fire_for_the_groups_and_at_the_times_known() throws IOException {
        String rules = data("sigma/correlations").toString();
        String log = data("vault-audit/vault-audit-first420.ndjson").toString();
        Set<String> expected = new TreeSet<>();
        for (JsonNode line : lines(data("sigma/correlations/vault-expected.ndjson"))) {
            line.path("fires")
                    .forEach(fire -> expected.add(line.path("title").asText() + " "
                            + fire.path("group").get(0).asText() + " "
                            + fire.path("first_fire").asText()));
        }

        Set<String> actual = new TreeSet<>();
        rules("run", "--rules", rules, log)
                .forEach(fired -> actual.add(fired.path("title").asText() + " "
                        + fired.path("group").elements().next().asText() + " "
                        + fired.path("first_fire").asText()));

        assertThat(actual).isEqualTo(expected).isNotEmpty();
    }
}
