package dev.recount.query.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.recount.query.NaiveViews;
import dev.recount.runtime.access.Role;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ReplayApiTest {

    private static ApiServer api;

    @BeforeAll
    static void start() {
        api = new ApiServer();
    }

    @AfterAll
    static void stop() {
        api.close();
    }

    @BeforeEach
    void open() {
        api.serve(new NaiveViews());
    }

    @Test
    void a_replay_is_started_followed_and_answers_with_the_difference() {
        var answer = api.send(post("{\"from\":\"2026-04-24T00:00:00Z\"}"));

        assertThat(answer.statusCode()).isEqualTo(202);
        var replay = finished(answer.headers().firstValue("Location").orElseThrow());
        assertThat(replay.path("status").asText()).isEqualTo("done");
        assertThat(replay.path("rules").asText()).isEqualTo("in force");
        assertThat(replay.path("from").asText()).isEqualTo("2026-04-24T00:00:00.000000Z");
        assertThat(replay.path("progress")).hasToString("{\"events\":7,\"total\":7}");
        var result = replay.path("result");
        assertThat(result.path("counts")).hasToString("{\"added\":1,\"removed\":1,\"changed\":1,\"same\":1}");
        assertThat(result.at("/added/0/id").asText()).isEqualTo("alr_new");
        assertThat(result.at("/removed/0/id").asText()).isEqualTo("alr_gone");
        assertThat(result.at("/changed/0/fields")).hasToString("[\"evidence\"]");
        assertThat(result.at("/rules/0/seconds_to_alert/median").asDouble()).isEqualTo(1.5);
        assertThat(result.at("/rules/0").has("seconds_from_alert_to_irreversible"))
                .isFalse();
    }

    @Test
    void who_starts_one_is_on_record() {
        var replay = started("{}");
        var id = replay.path("id").asText();

        assertThat(api.sink.recorded).singleElement().satisfies(event -> {
            assertThat(event.actorId()).isEqualTo("token:engineer");
            assertThat(event.action().operation()).isEqualTo("startReplay");
            assertThat(event.actionId()).isEqualTo(id);
        });
        finished(replay);
    }

    @Test
    void rules_are_texts_or_files_and_faulty_ones_are_refused_by_place() {
        var replay = finished(started("{\"rules\":[\"title: a\",{\"name\":\"b.yml\",\"sigma\":\"title: b\"}]}"));
        assertThat(replay.path("rules").asText()).isEqualTo("given");
        api.sink.recorded.clear();

        var problem = api.answer(400, post("{\"rules\":[\"title: a\",{\"name\":\"b.yml\",\"sigma\":\"fault\"}]}"));
        assertThat(problem.at("/errors/0/pointer").asText()).isEqualTo("/rules/1");
        assertThat(problem.at("/errors/0/detail").asText()).startsWith("b.yml:1:1: ");
        for (var wrong : List.of(
                "[]", "{\"rule\":[]}", "{\"rules\":[]}", "{\"rules\":[7]}", "{\"from\":\"yesterday\"}", "{\"to\":7}")) {
            api.answer(400, post(wrong));
        }
        api.answer(400, post("{\"from\":\"2026-04-24T00:00:00Z\",\"to\":\"2026-04-24T00:00:00Z\"}"));
        assertThat(api.sink.recorded).isEmpty();
    }

    @Test
    void one_that_fails_says_why() {
        var replay = finished(started("{\"rules\":[{\"name\":\"failing\",\"sigma\":\"title: a\"}]}"));

        assertThat(replay.path("status").asText()).isEqualTo("failed");
        assertThat(replay.path("error").asText()).isEqualTo("the rules match too much");
    }

    @Test
    void only_a_few_may_wait() {
        api.replays.gate = new CountDownLatch(1);
        List<JsonNode> started = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            started.add(started("{}"));
        }

        var refused = api.send(post("{}"));
        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(refused.headers().firstValue("Retry-After")).isPresent();
        assertThat(api.sink.recorded).hasSize(5);

        api.replays.gate.countDown();
        started.forEach(ReplayApiTest::finished);
        finished(started("{}"));
    }

    @Test
    void what_nobody_started_is_not_found_and_only_engineers_ask() {
        assertThat(api.problem(404, "/v1/replays/rpl_none")).contains("rpl_none");
        for (Role role : new Role[] {Role.RESPONDER, Role.SENDER, Role.COMPLIANCE}) {
            api.answer(
                    403,
                    api.request("/v1/replays", role)
                            .POST(BodyPublishers.ofString("{}"))
                            .build());
        }
    }

    private static HttpRequest post(String body) {
        return api.request("/v1/replays", Role.ENGINEER)
                .POST(BodyPublishers.ofString(body))
                .build();
    }

    private static JsonNode started(String body) {
        return api.answer(202, post(body));
    }

    private static JsonNode finished(JsonNode replay) {
        return finished("/v1/replays/" + replay.path("id").asText());
    }

    private static JsonNode finished(String path) {
        return await().until(() -> api.get(path), replay -> !List.of("queued", "running")
                .contains(replay.path("status").asText()));
    }
}
