package dev.recount.query.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.recount.event.Phase;
import dev.recount.query.NaiveViews;
import dev.recount.runtime.access.Role;
import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RegistryApiTest {

    private static final String VOLUME = "/v1/registry/resources/railway:volume%2Fprod";

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
    void a_declaration_is_an_event_and_can_be_read_back() {
        var put = api.put(
                201, VOLUME, "{\"environment\":\"production\",\"protection_group\":\"pg\",\"role\":\"primary\"}");

        var got = api.get(VOLUME);
        assertThat(got).isEqualTo(put);
        assertThat(got.get("kind").textValue()).isEqualTo("resources");
        assertThat(got.get("id").textValue()).isEqualTo("railway:volume/prod");
        assertThat(got.get("environment").textValue()).isEqualTo("production");
        assertThat(got.at("/body/role").textValue()).isEqualTo("primary");
        assertThat(got.has("valid_from")).isFalse();
        assertThat(api.sink.recorded).singleElement().satisfies(event -> {
            assertThat(event.phase()).isEqualTo(Phase.REFERENCE_CHANGED);
            assertThat(event.actorId()).isEqualTo("token:engineer");
            assertThat(event.reference().body().text())
                    .isEqualTo("{\"environment\":\"production\",\"protection_group\":\"pg\",\"role\":\"primary\"}");
        });
    }

    @Test
    void what_was_answered_can_be_put_again_and_changes_nothing() {
        var answer = (ObjectNode) api.put(201, VOLUME, "{\"environment\":\"production\"}");
        answer.remove(java.util.List.of("history", "entered_at", "body"));

        api.put(200, VOLUME, answer.toString());

        assertThat(api.sink.recorded).hasSize(1);
    }

    @Test
    void a_later_declaration_holds_from_now_on_and_the_past_keeps_its_own() {
        api.put(201, VOLUME, "{\"environment\":\"staging\"}");
        var changed = api.put(200, VOLUME, "{\"environment\":\"production\"}");

        assertThat(changed.get("valid_from").textValue()).isEqualTo("2026-04-24T17:00:00.000000Z");
        assertThat(changed.get("history")).hasSize(2);
        assertThat(api.get(VOLUME + "?as_of=2026-04-24T16:59:59Z")
                        .get("environment")
                        .textValue())
                .isEqualTo("staging");
        assertThat(api.get(VOLUME).get("environment").textValue()).isEqualTo("production");
    }

    @Test
    void validity_can_be_declared() {
        var put = api.put(
                201,
                "/v1/registry/freezes/easter",
                "{\"environment\":\"production\",\"valid_from\":\"2026-04-01T00:00:00+02:00\","
                        + "\"valid_to\":\"2026-05-01T00:00:00Z\"}");

        assertThat(put.get("valid_from").textValue()).isEqualTo("2026-03-31T22:00:00.000000Z");
        assertThat(api.get("/v1/registry/freezes/easter?as_of=2026-06-01T00:00:00Z")
                        .has("environment"))
                .isFalse();
    }

    @Test
    void an_entry_can_be_ended_however_long_it_was_declared_to_hold() {
        api.put(201, VOLUME, "{\"environment\":\"staging\",\"undo\":{\"*\":\"P7D\",\"api\":\"irreversible\"}}");

        var ended = api.delete(200, VOLUME);

        assertThat(ended.has("environment")).isFalse();
        assertThat(ended.get("history")).hasSize(2);
        assertThat(api.get(VOLUME).has("environment")).isFalse();
        assertThat(api.get(VOLUME + "?as_of=2026-04-24T16:59:59Z")
                        .get("environment")
                        .textValue())
                .isEqualTo("staging");
        api.delete(200, VOLUME);
        assertThat(api.sink.recorded).hasSize(2);
        api.delete(404, "/v1/registry/resources/unknown");
        api.delete(405, "/v1/registry/approvals/x");
    }

    @Test
    void a_principal_keeps_its_own_kind() {
        var put = api.put(201, "/v1/registry/principals/agent:*", "{\"kind\":\"agent\",\"owner\":\"user:dana\"}");

        assertThat(put.get("kind").textValue()).isEqualTo("principals");
        assertThat(put.at("/body/kind").textValue()).isEqualTo("agent");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "resources|{\"enviroment\":\"x\"}|/enviroment|unknown field",
                "resources|{\"ephemeral\":\"yes\"}|/ephemeral|expected true or false",
                "resources|{\"id\":\"other\"}|/id|not what the path says",
                "resources|{\"undo\":{\"*\":\"ireversible\"}}|/undo/*|ireversible (expected: irreversible, reversible",
                "resources|{\"undo\":{\"api\":\"48h\"}}|/undo/api|48h (expected",
                "resources|{\"kind\":\"credentials\"}|/kind|unknown field",
                "credentials|{\"verbs\":[\"destory\"]}|/verbs/0|not one of",
                "credentials|{\"expires_at\":\"soon\"}|/expires_at|not an RFC 3339 time",
                "freezes|{\"valid_from\":\"soon\"}|/valid_from|not an RFC 3339 time",
                "freezes|{\"valid_from\":\"2026-01-02T00:00:00Z\",\"valid_to\":\"2026-01-01T00:00:00Z\"}|/valid_to|not after",
                "automations|[]|''|expected an object"
            })
    void says_which_field_of_a_declaration_is_wrong(String kind, String body, String pointer, String detail) {
        var problem = api.put(400, "/v1/registry/" + kind + "/x", body);

        assertThat(problem.at("/errors/0/pointer").textValue()).isEqualTo(pointer);
        assertThat(problem.at("/errors/0/detail").textValue()).startsWith(detail);
        assertThat(api.sink.recorded).isEmpty();
    }

    @Test
    void kinds_are_a_closed_list_and_baselines_are_not_declared() {
        assertThat(api.put(404, "/v1/registry/resource/x", "{}").get("detail").textValue())
                .startsWith("there is no registry of resource; did you mean resources?");
        api.put(405, "/v1/registry/baselines/x", "{}");
        api.problem(404, "/v1/registry/resources/unknown");
    }

    @Test
    void lists_entries_of_a_kind_page_by_page() {
        for (String id : new String[] {"b", "a", "c"}) {
            api.put(201, "/v1/registry/destinations/" + id, "{\"trust\":\"internal\"}");
        }

        var page = api.get("/v1/registry/destinations?limit=2");
        assertThat(TimelineApiTest.ids(page)).containsExactly("a", "b");
        var rest = api.get("/v1/registry/destinations?limit=2&cursor="
                + page.get("next_cursor").textValue());
        assertThat(TimelineApiTest.ids(rest)).containsExactly("c");
        assertThat(rest.get("next_cursor").isNull()).isTrue();
    }

    @Test
    void conditions_keep_two_engineers_from_overwriting_each_other() {
        api.put(201, VOLUME, "{\"environment\":\"staging\"}");
        var tag = api.send(api.request(VOLUME, Role.ENGINEER).build())
                .headers()
                .firstValue("ETag")
                .orElseThrow();
        var change = api.request(VOLUME, Role.ENGINEER)
                .header("If-Match", tag)
                .PUT(BodyPublishers.ofString("{\"environment\":\"production\"}"))
                .build();

        api.answer(200, change);
        api.answer(412, change);
        api.answer(
                412,
                api.request(VOLUME, Role.ENGINEER)
                        .header("If-None-Match", "*")
                        .PUT(BodyPublishers.ofString("{}"))
                        .build());
    }

    @Test
    void says_so_when_a_declaration_does_not_show_yet() {
        api.sink.lagging = true;

        assertThat(api.put(202, VOLUME, "{}").get("event_id").textValue()).isEqualTo("said-0");
    }
}
