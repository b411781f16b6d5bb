package dev.recount.ingest.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recount.event.EventType;
import dev.recount.event.Phase;
import dev.recount.ingest.IngestServer;
import dev.recount.ingest.log.InMemoryEventLog;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HooksDoorTest {

    private static final Instant NOW = Instant.parse("2026-04-24T16:41:07.120Z");
    private static final String PATH = "/v1/ingest/hooks/claude-code";
    private static final String TOKEN = "ghp_" + "x1Y2z3A4b5".repeat(4).substring(0, 36);

    private final InMemoryEventLog log = new InMemoryEventLog();
    private final IngestServer server = new IngestServer(log, Clock.fixed(NOW, ZoneOffset.UTC));

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void answers_an_empty_object_and_takes_the_context_from_header_and_query() {
        var answer = server.post(
                PATH + "?task_verbs=read,modify&task_environments=dev",
                "application/json",
                "{\"hook_event_name\":\"SessionStart\",\"session_id\":\"s1\"}",
                "X-Recount-Task-Environments",
                "staging",
                "X-Recount-Task-Purpose",
                "log in with " + TOKEN);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.raw().headers().firstValue("Content-Type").orElse("")).startsWith("application/json");
        assertThat(answer.raw().body()).isEqualTo("{}");
        assertThat(outcome(answer)).isEqualTo("accepted=1, duplicates=0, rejected=0");
        var task = log.events().get(0).session().task();
        assertThat(task.environments()).containsExactly("staging");
        assertThat(task.verbs()).hasSize(2);
        assertThat(task.purpose()).startsWith("log in with [REDACTED:github_token:");
    }

    @Test
    void the_same_hook_delivered_twice_is_one_event() {
        var hook =
                "{\"hook_event_name\":\"PreToolUse\",\"session_id\":\"s1\",\"tool_use_id\":\"toolu_1\",\"tool_name\":\"Bash\","
                        + "\"tool_input\":{\"command\":\"ls\"}}";

        server.post(PATH, "application/json", hook);
        var again = server.post(PATH, "application/json", hook);

        assertThat(outcome(again)).isEqualTo("accepted=0, duplicates=1, rejected=0");
        assertThat(log.events()).hasSize(1);
    }

    @Test
    void the_same_hook_without_a_number_delivered_twice_is_one_event() {
        var hook = stop("\"cwd\":\"/w\"");

        server.post(PATH, "application/json", hook);
        var again = server.post(PATH, "application/json", hook);

        assertThat(outcome(again)).isEqualTo("accepted=0, duplicates=1, rejected=0");
        assertThat(log.events()).hasSize(1);
    }

    @Test
    void what_differs_in_time_or_number_happened_twice() {
        server.post(PATH, "application/json", stop("\"timestamp\":\"2026-04-24T16:41:07Z\""));
        server.post(PATH, "application/json", stop("\"timestamp\":\"2026-04-24T16:41:08Z\""));
        server.post(PATH, "application/json", stop("\"recount\":{\"seq\":1}"));
        server.post(PATH, "application/json", stop("\"recount\":{\"seq\":2}"));

        assertThat(log.events()).hasSize(4);
    }

    @Test
    void an_input_that_is_too_deep_is_recorded_without_its_depth() {
        var deep = "[".repeat(10_000) + "]".repeat(10_000);

        var answer = server.post(
                PATH,
                "application/json",
                "{\"hook_event_name\":\"PreToolUse\",\"session_id\":\"s1\",\"tool_use_id\":\"t1\",\"tool_name\":\"Bash\","
                        + "\"tool_input\":{\"command\":\"rm -rf /srv\",\"x\":" + deep + "}}");

        assertThat(outcome(answer)).isEqualTo("accepted=1, duplicates=0, rejected=0");
        assertThat(log.events().get(0).action().operation()).isEqualTo("rm");
        assertThat(log.events().get(0).labels().get("mended"))
                .isEqualTo("/tool_input/x/0/0: 9802 levels below level 200 were cut");
    }

    @Test
    void an_unknown_parameter_stops_nothing_and_is_told() {
        var answer = server.post(PATH + "?task_verb=read", "application/json", stop("\"cwd\":\"/w\""));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.raw().body()).isEqualTo("{}");
        assertThat(log.events()).hasSize(1);
        assertThat(log.rejections()).singleElement().satisfies(rejection -> assertThat(rejection.detail())
                .contains("unknown query parameter: task_verb; did you mean task_verbs?"));
    }

    private static String stop(String more) {
        return "{\"hook_event_name\":\"Stop\",\"session_id\":\"s1\"," + more + "}";
    }

    @Test
    void events_of_a_session_are_numbered_in_the_order_of_arrival() {
        for (int i = 0; i < 3; i++) {
            server.post(PATH, "application/json", stop("\"cwd\":\"/" + i + "\""));
        }

        assertThat(log.events().stream().map(event -> event.session().seq()))
                .isSorted()
                .doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "not json",
                "[]",
                "{}",
                "{\"hook_event_name\":7}",
                "{\"hook_event_name\":\"Stop\",\"sess",
                "\u0000"
            })
    void bad_input_never_stops_an_agent(String body) {
        var answer = server.post(PATH, "application/json", body);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.raw().body()).isEqualTo("{}");
        assertThat(log.events()).isEmpty();
    }

    @Test
    void bad_input_is_kept_with_its_reason_and_without_its_secrets() {
        server.post(PATH, "application/json", "{\"hook_event_name\":\"Stop\",\"token\":\"" + TOKEN + "\"}");

        var rejection = log.rejections().get(0);
        assertThat(rejection.source()).isEqualTo("hooks/claude-code");
        assertThat(rejection.pointer()).isEqualTo("/session_id");
        assertThat(rejection.payload()).contains("[REDACTED:github_token:").doesNotContain(TOKEN);
    }

    @Test
    void input_beyond_the_limit_leaves_its_reason() {
        var answer = server.post(PATH, "application/json", new byte[17 << 20]);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(outcome(answer)).isEqualTo("accepted=0, duplicates=0, rejected=1");
        assertThat(log.rejections().get(0).detail()).contains("larger than");
        assertThat(log.rejections().get(0).payload()).isNull();
    }

    @Test
    void a_tool_response_of_ten_megabytes_is_recorded_by_its_beginning() {
        var answer = server.post(
                PATH,
                "application/json",
                "{\"hook_event_name\":\"PostToolUse\",\"session_id\":\"s1\","
                        + "\"tool_use_id\":\"t\",\"tool_name\":\"Bash\",\"tool_input\":{\"command\":\"cat big\"},"
                        + "\"tool_response\":{\"stdout\":\"" + "x".repeat(10_000_000) + " " + TOKEN + "\"}}");

        assertThat(outcome(answer)).isEqualTo("accepted=1, duplicates=0, rejected=0");
        assertThat(log.events().get(1).is(EventType.CREDENTIAL, Phase.DISCOVERED))
                .isTrue();
    }

    @Test
    void a_spooling_hook_learns_that_nothing_was_taken() {
        log.fail(true);

        var answer = server.post(PATH, "application/json", "{\"hook_event_name\":\"Stop\",\"session_id\":\"s1\"}");

        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.raw().headers().firstValue("Retry-After")).isPresent();
    }

    @Test
    void an_agent_that_is_not_known_is_a_404_that_says_which_are() {
        var answer = server.post("/v1/ingest/hooks/hal", "application/json", "{}");

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.json().path("detail").asText()).contains("claude-code");
    }

    @Test
    void a_hook_needs_a_token() {
        var request = server.request(PATH, "application/json")
                .setHeader("Authorization", "Bearer nothing")
                .POST(java.net.http.HttpRequest.BodyPublishers.ofString("{}"))
                .build();

        assertThat(server.send(request).status()).isEqualTo(401);
    }

    @Test
    void counts_by_source_and_result() {
        server.post(PATH, "application/json", "{\"hook_event_name\":\"Stop\",\"session_id\":\"s1\"}");
        server.post(PATH, "application/json", "nonsense".getBytes(StandardCharsets.UTF_8));

        assertThat(count("accepted")).isEqualTo(1);
        assertThat(count("rejected")).isEqualTo(1);
    }

    private double count(String result) {
        return server.meters()
                .counter("recount.ingest.events", "source", "hooks/claude-code", "result", result)
                .count();
    }

    private static String outcome(IngestServer.Answer answer) {
        return answer.raw().headers().firstValue("Recount-Outcome").orElse("");
    }
}
