package dev.recount.standalone.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real logs through the command line's importer, checked against counts made independently of Recount. */
@Tag("real-data")
class RealLogsTest {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final int QUESTIONS = Integer.getInteger("recount.questions", 300);

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
        var arrays = RealLogs.files("cloudtrail-stratus", ".json");
        var lines = RealLogs.files("cloudtrail-otrf", ".ndjson");
        var records = new ArrayList<JsonNode>();
        for (var file : arrays) {
            MAPPER.readTree(file.toFile()).forEach(records::add);
        }
        for (var file : lines) {
            for (var line : Files.readAllLines(file)) {
                records.add(MAPPER.readTree(line));
            }
        }
        assertThat(records).hasSize(84 + 103);
        RealLogs.importFiles(
                recount,
                "cloudtrail",
                Stream.concat(arrays.stream(), lines.stream()).toList());

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
        var expectations = new ArrayList<JsonNode>();
        for (var line : Files.readAllLines(folder.resolve("expected-counts.ndjson"))) {
            expectations.add(MAPPER.readTree(line));
        }
        RealLogs.importFiles(
                recount,
                "claude-code",
                expectations.stream()
                        .map(e -> folder.resolve(e.path("file").asText()))
                        .toList());
        Sentinels.awaitAlerts(recount, "transcripts");
        var recorded = actionsByUse();
        Map<String, List<Step>> bySession = new TreeMap<>();
        for (var expected : expectations) {
            var steps = stepsIn(folder.resolve(expected.path("file").asText()));
            assertThat(counts(steps, recorded)).isEqualTo(expectedCounts(expected));
            steps.forEach((session, of) ->
                    bySession.computeIfAbsent(session, s -> new ArrayList<>()).addAll(of));
        }
        assertThat(bySession).hasSize(5);
        bySession.forEach((session, steps) -> assertThat(stepsRecorded(session))
                .as("timeline of session %s", session)
                .isEqualTo(inOrder(steps)));
    }

    /** How often each tool was asked for in one file, and how it ended. */
    private record Counts(Map<String, Long> requestedByTool, long results, long errors) {}

    private static Counts expectedCounts(JsonNode expected) {
        var byTool = new TreeMap<String, Long>();
        expected.path("tool_uses_by_name")
                .properties()
                .forEach(tool -> byTool.put(tool.getKey(), tool.getValue().asLong()));
        return new Counts(
                byTool,
                expected.path("tool_results").asLong(),
                expected.path("error_results").asLong());
    }

    /** What was recorded of the tool uses that {@code steps} tell of. */
    private static Counts counts(Map<String, List<Step>> steps, Map<String, List<JsonNode>> recorded) {
        var byTool = new TreeMap<String, Long>();
        long results = 0;
        long errors = 0;
        for (var action : actionsOf(steps, recorded)) {
            var phase = action.path("phase").asText();
            if (phase.equals("requested")) {
                byTool.merge(action.path("action").path("tool").asText(), 1L, Long::sum);
            } else if (phase.equals("succeeded") || phase.equals("failed")) {
                results++;
                errors += phase.equals("failed") ? 1 : 0;
            }
        }
        return new Counts(byTool, results, errors);
    }

    private static List<JsonNode> actionsOf(Map<String, List<Step>> steps, Map<String, List<JsonNode>> recorded) {
        return steps.entrySet().stream()
                .flatMap(session -> session.getValue().stream().map(step -> session.getKey() + "/" + step.toolUse()))
                .distinct()
                .flatMap(use -> recorded.getOrDefault(use, List.of()).stream())
                .toList();
    }

    /** Files of one session, such as a sub-agent's, may tell the same step twice. */
    private static List<String> inOrder(List<Step> steps) {
        return steps.stream()
                .sorted(Comparator.comparing(Step::at))
                .map(step -> step.toolUse() + " " + step.phase())
                .distinct()
                .toList();
    }

    /** A tool use or its result. */
    private record Step(Instant at, String toolUse, String phase) {}

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
                var step =
                        switch (block.path("type").asText()) {
                            case "tool_use" -> new Step(at, block.path("id").asText(), "requested");
                            case "tool_result" ->
                                new Step(
                                        at,
                                        block.path("tool_use_id").asText(),
                                        block.path("is_error").asBoolean() ? "failed" : "succeeded");
                            default -> null;
                        };
                if (step != null) {
                    steps.computeIfAbsent(line.path("sessionId").asText(), s -> new ArrayList<>())
                            .add(step);
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
        var tally = RealLogs.importFiles(recount, "claude-code", List.of(log));
        assertThat(tally.path("rejected").asLong()).isZero();
        assertThat(lines).isEqualTo(36);
    }

    /** The main actions on record, not the further operations of a shell line, by the tool use they are of. */
    private static Map<String, List<JsonNode>> actionsByUse() {
        return Pages.all(recount, "/v1/events?type=action").stream()
                .filter(event -> event.path("sensor").path("kind").asText().equals("agent_hook"))
                .filter(event -> event.path("labels").path("part_of").isMissingNode())
                .collect(Collectors.groupingBy(
                        event -> event.path("action").path("id").asText()));
    }

    @Test
    void timelines_and_searches_are_what_a_look_at_every_event_says() throws Exception {
        RealLogs.importAll(recount);
        var seed = Long.getLong("recount.seed", 20261123);
        var answers = new NaiveAnswers(EveryEvent.of(recount.bootstrap()));
        answers.awaitAllOf(recount);

        assertThat(answers.count()).as("questions, seed " + seed).isGreaterThan(1_000);
        answers.check(recount, QUESTIONS, new Random(seed));
    }
}
