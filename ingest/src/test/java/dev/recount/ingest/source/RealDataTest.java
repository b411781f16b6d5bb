package dev.recount.ingest.source;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.recount.codec.RecordJson;
import dev.recount.event.Event;
import dev.recount.event.EventType;
import dev.recount.event.Phase;
import dev.recount.ingest.IngestServer;
import dev.recount.ingest.RealData;
import dev.recount.ingest.log.InMemoryEventLog;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Tag("real-data")
class RealDataTest {

    private static final String CLAUDE = "agent-traces/claude-code";

    private final InMemoryEventLog log = new InMemoryEventLog();
    private final IngestServer server =
            new IngestServer(log, Clock.fixed(Instant.parse("2026-11-01T00:00:00Z"), ZoneOffset.UTC));

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void stratus_records_are_all_taken_once() throws IOException {
        int records = 0;
        for (var file : RealData.files("cloudtrail-stratus", ".json")) {
            var body = RealData.bytes(file);
            int here = RecordJson.MAPPER.readTree(body).size();
            records += here;

            var answer = server.post(
                    "/v1/ingest/audit/cloudtrail",
                    "application/json",
                    IngestServer.gzip(body),
                    "Content-Encoding",
                    "gzip");

            assertThat(answer.json().path("accepted").asInt()).isEqualTo(here);
            assertThat(answer.json().path("rejected")).isEmpty();
        }

        assertThat(records).isEqualTo(84);
        assertThat(count(EventType.ACTION)).isEqualTo(84);
        assertThat(issuedKeys()).hasSize(3);
        assertThat(log.rejections()).isEmpty();
    }

    @Test
    void otrf_lines_are_all_taken_once() {
        var file = RealData.files("cloudtrail-otrf", ".ndjson").get(0);

        var answer = server.post("/v1/ingest/audit/cloudtrail", "application/x-ndjson", RealData.bytes(file));
        var again = server.post("/v1/ingest/audit/cloudtrail", "application/x-ndjson", RealData.bytes(file));

        assertThat(answer.json().path("accepted").asInt()).isEqualTo(103);
        assertThat(answer.json().path("rejected")).isEmpty();
        assertThat(again.json().path("duplicates").asInt()).isEqualTo(103);
        assertThat(count(EventType.ACTION)).isEqualTo(103);
        assertThat(issuedKeys()).hasSize(5);
    }

    @Test
    void lines_of_a_cluster_are_all_taken_once() {
        var body = RealData.bytes(RealData.files("k8s-audit-demo", ".ndjson").get(0));

        var answer = server.post("/v1/ingest/audit/kubernetes", "application/x-ndjson", body);
        var again = server.post("/v1/ingest/audit/kubernetes", "application/x-ndjson", body);

        assertThat(answer.json().path("rejected")).isEmpty();
        assertThat(answer.json().path("accepted").asInt()).isEqualTo(37);
        assertThat(again.json().path("duplicates").asInt()).isEqualTo(37);
        assertThat(actions(Phase.DENIED)).hasSize(11);
    }

    static Stream<JsonNode> transcripts() throws IOException {
        var expected = new ArrayList<JsonNode>();
        for (String line : RealData.lines(RealData.at(CLAUDE + "/expected-counts.ndjson"))) {
            expected.add(RecordJson.MAPPER.readTree(line));
        }
        return expected.stream();
    }

    @ParameterizedTest
    @MethodSource("transcripts")
    void transcripts_become_exactly_their_tool_calls(JsonNode expected) throws IOException {
        var payloads = replay(CLAUDE + "/" + expected.path("file").asText());

        var outcomes = payloads.stream().map(this::send).toList();

        assertThat(outcomes).allMatch("accepted=1, duplicates=0, rejected=0"::equals);
        var requested = actions(Phase.REQUESTED);
        Map<String, Integer> byName = new TreeMap<>();
        requested.forEach(event -> byName.merge(event.action().tool(), 1, Integer::sum));
        Map<String, Integer> expectedByName = new TreeMap<>();
        expected.path("tool_uses_by_name")
                .properties()
                .forEach(e -> expectedByName.put(e.getKey(), e.getValue().asInt()));
        assertThat(byName).isEqualTo(expectedByName);
        assertThat(actions(Phase.SUCCEEDED).size() + actions(Phase.FAILED).size())
                .isEqualTo(expected.path("tool_results").asInt());
        assertThat(actions(Phase.FAILED)).hasSize(expected.path("error_results").asInt());
        assertThat(log.events().stream().filter(e -> e.source() != null).map(e -> e.session()
                        .seq()))
                .isSorted()
                .doesNotHaveDuplicates();
    }

    @Test
    void a_hook_log_becomes_one_event_per_line() throws IOException {
        var payloads = replay(CLAUDE + "/fasthooks/sample_hook_logs.jsonl");

        var first = payloads.stream().map(this::send).toList();
        var second = payloads.stream().map(this::send).toList();

        assertThat(first).hasSize(36).allMatch("accepted=1, duplicates=0, rejected=0"::equals);
        assertThat(second).allMatch("accepted=0, duplicates=1, rejected=0"::equals);
        assertThat(actions(Phase.REQUESTED)).hasSize(10);
        assertThat(actions(Phase.SUCCEEDED)).hasSize(8);
        var own = log.events().stream()
                .filter(e -> e.source() != null)
                .map(e -> e.session().seq())
                .toList();
        assertThat(own).isSorted().doesNotHaveDuplicates();
    }

    private List<JsonNode> replay(String file) throws IOException {
        var replay = new TranscriptReplay();
        var payloads = new ArrayList<JsonNode>();
        for (String line : RealData.lines(RealData.at(file))) {
            payloads.addAll(replay.line(RecordJson.MAPPER.readTree(line)));
        }
        payloads.addAll(replay.end());
        return payloads;
    }

    private String send(JsonNode payload) {
        var answer = server.post("/v1/ingest/hooks/claude-code", "application/json", payload.toString());
        assertThat(answer.raw().body()).isEqualTo("{}");
        return answer.raw().headers().firstValue("Recount-Outcome").orElse("");
    }

    private List<Event> actions(Phase phase) {
        return log.events().stream()
                .filter(event -> event.is(EventType.ACTION, phase) && event.source() != null)
                .toList();
    }

    private long count(EventType type) {
        return log.events().stream().filter(event -> event.type() == type).count();
    }

    private List<Event> issuedKeys() {
        return log.events().stream()
                .filter(event -> event.is(EventType.CREDENTIAL, Phase.ISSUED))
                .toList();
    }
}
