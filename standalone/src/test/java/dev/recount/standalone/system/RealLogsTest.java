package dev.recount.standalone.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real logs through the command line's importer, checked against counts made independently of Recount. */
@Tag("real-data")
class RealLogsTest {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    @TempDir
    static Path data;

    private static RunningRecount recount;

    @BeforeAll
    static void start() throws IOException {
        RealData.folder("cloudtrail-stratus");
        recount = RunningRecount.start(data);
    }

    @AfterAll
    static void stop() {
        if (recount != null) {
            recount.close();
        }
    }

    @Test
    void every_cloudtrail_record_is_in_the_timeline_of_its_access_key_in_order() throws Exception {
        var records = new ArrayList<JsonNode>();
        try (var files = Files.list(RealData.folder("cloudtrail-stratus"))) {
            for (var file :
                    files.filter(f -> f.toString().endsWith(".json")).sorted().toList()) {
                MAPPER.readTree(file.toFile()).forEach(records::add);
                importFile("cloudtrail", file);
            }
        }
        try (var files = Files.list(RealData.folder("cloudtrail-otrf"))) {
            for (var file :
                    files.filter(f -> f.toString().endsWith(".ndjson")).sorted().toList()) {
                for (var line : Files.readAllLines(file)) {
                    records.add(MAPPER.readTree(line));
                }
                importFile("cloudtrail", file);
            }
        }
        assertThat(records).hasSize(84 + 103);

        Map<String, List<JsonNode>> byKey = new TreeMap<>();
        records.forEach(record -> {
            var key = record.path("userIdentity").path("accessKeyId").asText("");
            if (!key.isEmpty()) {
                byKey.computeIfAbsent(key, k -> new ArrayList<>()).add(record);
            }
        });
        assertThat(byKey).hasSizeGreaterThan(10);
        for (var entry : byKey.entrySet()) {
            var expected = entry.getValue().stream()
                    .sorted(Comparator.comparing(RealLogsTest::time))
                    .map(record -> record.path("eventID").asText())
                    .distinct()
                    .toList();
            await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertThat(actionsOfKey(entry.getKey()))
                    .as("timeline of %s", entry.getKey())
                    .isEqualTo(expected));
        }
    }

    /** Logstash put the time of some records beside the field it came from. */
    private static Instant time(JsonNode record) {
        return Instant.parse(
                record.path("eventTime").asText(record.path("@timestamp").asText()));
    }

    private static List<String> actionsOfKey(String key) {
        return Pages.all(recount, "/v1/timeline?credential=" + Pages.encode(key)).stream()
                .map(item -> item.path("event"))
                .filter(event -> event.path("type").asText().equals("action"))
                .filter(event ->
                        event.path("credential").path("provider_id").asText().equals(key))
                .map(event -> event.path("source").path("id").asText())
                .toList();
    }

    @Test
    void every_claude_code_tool_use_is_recorded_once_and_in_order() throws Exception {
        var folder = RealData.folder("agent-traces/claude-code");
        Map<String, List<Step>> bySession = new TreeMap<>();
        for (var line : Files.readAllLines(folder.resolve("expected-counts.ndjson"))) {
            var expected = MAPPER.readTree(line);
            var file = folder.resolve(expected.path("file").asText());
            var actions = importedActions(file);
            stepsIn(file).forEach((session, steps) -> bySession
                    .computeIfAbsent(session, s -> new ArrayList<>())
                    .addAll(steps));
            var byTool = new TreeMap<String, Long>();
            long results = 0;
            long errors = 0;
            for (var action : actions) {
                var phase = action.path("phase").asText();
                if (phase.equals("requested")) {
                    byTool.merge(action.path("action").path("tool").asText(), 1L, Long::sum);
                } else if (phase.equals("succeeded") || phase.equals("failed")) {
                    results++;
                    errors += phase.equals("failed") ? 1 : 0;
                }
            }
            var expectedByTool = new TreeMap<String, Long>();
            expected.path("tool_uses_by_name")
                    .properties()
                    .forEach(e -> expectedByTool.put(e.getKey(), e.getValue().asLong()));
            assertThat(byTool).as(file.toString()).isEqualTo(expectedByTool);
            assertThat(results)
                    .as(file.toString())
                    .isEqualTo(expected.path("tool_results").asLong());
            assertThat(errors)
                    .as(file.toString())
                    .isEqualTo(expected.path("error_results").asLong());
        }
        assertThat(bySession).hasSize(5);
        bySession.forEach((session, steps) -> assertThat(stepsRecorded(session))
                .as("timeline of session %s", session)
                .isEqualTo(inOrder(steps)));
    }

    /** Files of one session, such as a sub-agent's, may tell the same step twice. */
    private static List<String> inOrder(List<Step> steps) {
        return steps.stream()
                .sorted(Comparator.comparing(Step::at))
                .map(Step::what)
                .distinct()
                .toList();
    }

    /** A tool use or its result. */
    private record Step(Instant at, String what) {}

    /** What a transcript says by itself, read without any of Recount. */
    private static Map<String, List<Step>> stepsIn(Path transcript) throws IOException {
        Map<String, List<Step>> steps = new LinkedHashMap<>();
        var at = Instant.MIN;
        for (var text : Files.readAllLines(transcript)) {
            var line = MAPPER.readTree(text);
            var written = line.path("timestamp").asText("");
            // The order of the lines is the order of what happened, also where two clocks disagree by milliseconds.
            at = written.isEmpty() || Instant.parse(written).isBefore(at) ? at : Instant.parse(written);
            for (var block : line.path("message").path("content")) {
                var what =
                        switch (block.path("type").asText()) {
                            case "tool_use" -> block.path("id").asText() + " requested";
                            case "tool_result" ->
                                block.path("tool_use_id").asText()
                                        + (block.path("is_error").asBoolean() ? " failed" : " succeeded");
                            default -> null;
                        };
                if (what != null) {
                    steps.computeIfAbsent(line.path("sessionId").asText(), s -> new ArrayList<>())
                            .add(new Step(at, what));
                }
            }
        }
        return steps;
    }

    private static List<String> stepsRecorded(String session) {
        return Pages.all(recount, "/v1/timeline?session=" + Pages.encode(session)).stream()
                .map(item -> item.path("event"))
                .filter(event -> event.path("type").asText().equals("action"))
                .filter(event -> event.path("labels").path("part_of").isMissingNode())
                .map(event -> event.path("action").path("id").asText().replace(session + "/", "") + " "
                        + event.path("phase").asText())
                .toList();
    }

    @Test
    void the_hook_log_is_taken_whole() throws Exception {
        var log = RealData.folder("agent-traces/claude-code").resolve("fasthooks/sample_hook_logs.jsonl");
        long lines = Files.readAllLines(log).size();
        var tally = importFile("claude-code", log);
        assertThat(tally.path("rejected").asLong()).isZero();
        assertThat(lines).isEqualTo(36);
    }

    /** The main actions (not the further operations of a shell line) that importing {@code file} added. */
    private static List<JsonNode> importedActions(Path file) throws Exception {
        var before = actionsById();
        importFile("claude-code", file);
        Sentinels.awaitAlerts(recount, file.getFileName().toString());
        var after = actionsById();
        after.keySet().removeAll(before.keySet());
        return List.copyOf(after.values());
    }

    private static Map<String, JsonNode> actionsById() {
        var actions = new LinkedHashMap<String, JsonNode>();
        Pages.all(recount, "/v1/events?type=action").stream()
                .filter(event -> event.path("sensor").path("kind").asText().equals("agent_hook"))
                .filter(event -> event.path("labels").path("part_of").isMissingNode())
                .forEach(event -> actions.put(event.path("id").asText(), event));
        return actions;
    }

    private static JsonNode importFile(String source, Path file) throws Exception {
        var run = recount.command("import", source, file.toString(), "--output", "json");
        assertThat(run.status()).as(run.output()).isZero();
        var tally = MAPPER.readTree(run.output().getBytes(StandardCharsets.UTF_8));
        assertThat(tally.path("rejected").asLong()).as(run.output()).isZero();
        return tally;
    }
}
