package dev.recount.standalone.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rules put into a running Recount over HTTP, and the alerts they push. */
class LiveRulesSystemTest {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final Duration SOON = Duration.ofSeconds(20);

    private static final String PAIR = """
            title: First and then second
            correlation: {type: temporal_ordered, rules: [live_first, live_second], group-by: [session.id], timespan: 1h}
            level: high
            recount: {id: LIVE-1}
            ---
            title: First
            name: live_first
            logsource: {product: recount, category: action}
            detection: {sel: {action.tool: first}, condition: sel}
            ---
            title: Second
            name: live_second
            logsource: {product: recount, category: action}
            detection: {sel: {action.tool: second}, condition: sel}
            """;
    private static final String SINGLE = """
            title: Third
            id: 3c1b2a00-0000-4000-8000-000000000003
            logsource: {product: recount, category: action}
            detection: {sel: {action.tool: third}, condition: sel}
            level: low
            """;

    @TempDir
    Path data;

    @Test
    void a_rule_put_live_pushes_alerts_others_keep_their_windows_and_it_all_outlives_a_crash() throws IOException {
        List<JsonNode> pushed = new CopyOnWriteArrayList<>();
        try (var recount = RunningRecount.start(data)) {
            recount.onAlert((json, at) -> pushed.add(json(json)));
            put(recount, "LIVE-1", PAIR);
            action(recount, "e1", "first");

            put(recount, "3c1b2a00-0000-4000-8000-000000000003", SINGLE);
            assertThatThrownBy(() -> put(recount, "LIVE-1", PAIR.replace("condition: sel", "condition: sel and")))
                    .hasMessageContaining("answered 400")
                    .hasMessageContaining("line 9, column");
            action(recount, "e3", "third");
            await().atMost(SOON).until(() -> rules(pushed).contains("3c1b2a00-0000-4000-8000-000000000003"));
            recount.kill();
        }
        try (var recount = RunningRecount.start(data)) {
            recount.onAlert((json, at) -> pushed.add(json(json)));
            assertThat(json(recount.get("/v1/rules/LIVE-1")).path("sigma").asText())
                    .isEqualTo(PAIR);

            action(recount, "e2", "second");

            await().atMost(SOON).until(() -> rules(pushed).contains("LIVE-1"));
            var alert = pushed.stream()
                    .filter(found -> found.at("/rule/id").asText().equals("LIVE-1"))
                    .findFirst()
                    .orElseThrow();
            assertThat(alert.path("evidence")).hasToString("[\"e1\",\"e2\"]");

            recount.send("DELETE", "/v1/rules/LIVE-1", "");
            assertThat(recount.get("/v1/rules")).doesNotContain("LIVE-1");
            assertThat(json(recount.get("/v1/rules")).path("items"))
                    .extracting(rule -> rule.path("id").asText())
                    .contains("SEQ-01", "SEQ-05");
        }
    }

    private static List<String> rules(List<JsonNode> alerts) {
        return alerts.stream().map(alert -> alert.at("/rule/id").asText()).toList();
    }

    private static void put(RunningRecount recount, String id, String rule) {
        recount.put(
                "/v1/rules/" + id, MAPPER.createObjectNode().put("sigma", rule).toString());
    }

    private static void action(RunningRecount recount, String id, String tool) {
        var event =
                MAPPER.createObjectNode().put("id", id).put("type", "action").put("phase", "requested");
        event.putObject("session").put("id", "s-live");
        event.putObject("action").put("tool", tool);
        recount.post("/v1/events", "application/json", event.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static JsonNode json(String text) {
        try {
            return MAPPER.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
