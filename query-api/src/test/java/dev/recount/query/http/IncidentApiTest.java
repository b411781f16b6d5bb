package dev.recount.query.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recount.alert.IncidentStatus;
import dev.recount.event.Credential;
import dev.recount.event.Event;
import dev.recount.event.Phase;
import dev.recount.event.Session;
import dev.recount.query.EventSink;
import dev.recount.query.NaiveViews;
import dev.recount.query.NineSeconds;
import dev.recount.query.QueryFixtures;
import dev.recount.runtime.access.Role;
import java.net.http.HttpRequest;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IncidentApiTest {

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
        NineSeconds.addTo(api.fixture);
    }

    @Test
    void lists_incidents_latest_first_and_filters_them() {
        api.fixture.add(QueryFixtures.with(
                QueryFixtures.incident("inc-0", NineSeconds.T0.minusSeconds(9)), IncidentStatus.RESOLVED, "user:lee"));

        assertThat(TimelineApiTest.ids(api.get("/v1/incidents"))).containsExactly("inc-1", "inc-0");
        assertThat(TimelineApiTest.ids(api.get("/v1/incidents?status=open&status=acknowledged")))
                .containsExactly("inc-1");
        assertThat(TimelineApiTest.ids(api.get("/v1/incidents?severity=low"))).isEmpty();
        var page = api.get("/v1/incidents?limit=1");
        assertThat(TimelineApiTest.ids(api.get("/v1/incidents?limit=1&cursor="
                        + page.get("next_cursor").textValue())))
                .containsExactly("inc-0");
    }

    @Test
    void lists_an_incident_that_became_part_of_another_only_when_asked_for() {
        api.fixture.add(QueryFixtures.with(
                QueryFixtures.incident("inc-0", NineSeconds.T0.minusSeconds(9)), IncidentStatus.MERGED, null));

        assertThat(TimelineApiTest.ids(api.get("/v1/incidents"))).containsExactly("inc-1");
        assertThat(TimelineApiTest.ids(api.get("/v1/incidents?status=merged"))).containsExactly("inc-0");
    }

    @Test
    void acknowledging_is_an_event_and_shows_in_the_answer() {
        var answer = api.post(200, "/v1/incidents/inc-1/acknowledge", "{\"note\":\"on it\"}");

        assertThat(answer.get("status").textValue()).isEqualTo("acknowledged");
        assertThat(answer.get("acknowledged_by").textValue()).isEqualTo("token:responder");
        assertThat(answer.at("/history/0/what").textValue()).isEqualTo("acknowledged");
        assertThat(answer.at("/history/0/text").textValue()).isEqualTo("on it");
        assertThat(api.sink.recorded).singleElement().satisfies(event -> {
            assertThat(event.phase()).isEqualTo(Phase.ACKNOWLEDGED);
            assertThat(event.correlationId()).isEqualTo("inc-1");
            assertThat(event.occurredAt()).isEqualTo(ApiServer.NOW);
        });
    }

    @Test
    void a_note_is_kept_and_a_body_may_be_left_out_of_the_rest() {
        api.post(200, "/v1/incidents/inc-1/notes", "{\"text\":\"volume was the only copy\"}");
        var answer = api.post(200, "/v1/incidents/inc-1/resolve", "");

        assertThat(answer.get("status").textValue()).isEqualTo("resolved");
        assertThat(answer.get("history"))
                .extracting(said -> said.get("what").textValue())
                .containsExactly("noted", "resolved");
        assertThat(api.post(409, "/v1/incidents/inc-1/acknowledge", "{}")
                        .get("detail")
                        .textValue())
                .isEqualTo("the incident is resolved");
    }

    @Test
    void says_so_when_what_was_recorded_does_not_show_yet() {
        api.sink.lagging = true;

        var answer = api.post(202, "/v1/incidents/inc-1/acknowledge", "{}");

        assertThat(answer.get("status").textValue()).isEqualTo("open");
        assertThat(answer.get("event_id").textValue()).isEqualTo("said-0");
    }

    @Test
    void says_so_when_the_log_takes_nothing() {
        api.sink.failure = new IllegalStateException("broker gone");
        assertThat(api.post(503, "/v1/incidents/inc-1/acknowledge", "{}")
                        .get("detail")
                        .textValue())
                .doesNotContain("broker");
        api.sink.failure = new EventSink.Refused("/statement/text is too long");
        assertThat(api.post(400, "/v1/incidents/inc-1/acknowledge", "{}")
                        .get("detail")
                        .textValue())
                .isEqualTo("/statement/text is too long");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}|/text|missing (expected: a string)",
                "{\"text\":7}|/text|expected a string of 1 to 10000 characters",
                "{\"text\":\" \"}|/text|expected a string of 1 to 10000 characters",
                "{\"txt\":\"x\"}|/txt|unknown field (expected: text)",
                "[]|''|expected an object"
            })
    void says_which_field_of_a_note_is_wrong(String body, String pointer, String detail) {
        var problem = api.post(400, "/v1/incidents/inc-1/notes", body);

        assertThat(problem.at("/errors/0/pointer").textValue()).isEqualTo(pointer);
        assertThat(problem.at("/errors/0/detail").textValue()).isEqualTo(detail);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"{\"text\":\"x\"", "{\"text\":\"x\"} {}", "nonsense"})
    void says_where_a_body_stops_being_json(String body) {
        assertThat(api.post(400, "/v1/incidents/inc-1/notes", body)
                        .get("detail")
                        .textValue())
                .startsWith("the body is not the JSON that is expected here (line 1");
    }

    @Test
    void an_incident_that_is_not_known_is_404_everywhere() {
        api.problem(404, "/v1/incidents/x");
        api.problem(404, "/v1/incidents/x/revoke-first");
        api.post(404, "/v1/incidents/x/acknowledge", "{}");
    }

    @Test
    void the_found_and_misused_credential_is_to_be_revoked_first() {
        var items = api.get("/v1/incidents/inc-1/revoke-first").get("items");

        assertThat(items).hasSize(1);
        assertThat(items.at("/0/credential").textValue()).isEqualTo("fp_found");
        assertThat(items.at("/0/state").textValue()).isEqualTo("live");
        assertThat(items.at("/0/destructive_actions").intValue()).isEqualTo(1);
        assertThat(items.at("/0/reasons"))
                .extracting(reason -> reason.textValue())
                .contains("found, not handed out");
    }

    @Test
    void what_its_actor_held_in_another_session_about_then_is_to_be_revoked_too() {
        api.fixture.add(0, elsewhere("near", 600_000, "fp_near"));
        api.fixture.add(0, elsewhere("days-later", 3 * 86_400_000L, "fp_later"));

        assertThat(api.get("/v1/incidents/inc-1/revoke-first").get("items"))
                .extracting(item -> item.get("credential").textValue())
                .containsExactly("fp_found", "fp_near");
    }

    private static Event elsewhere(String id, long atMs, String credential) {
        return NineSeconds.hook(id, 1, atMs)
                .session(new Session("sess-2", 1L, null, null, null))
                .recordedAt(NineSeconds.T0)
                .phase(Phase.SUCCEEDED)
                .credential(new Credential(credential, null, null, null, null, null, null, null))
                .build();
    }

    @Test
    void lineage_tells_where_a_credential_was_found_and_what_it_was_used_for() {
        var life = api.get("/v1/credentials/fp_found/lineage");

        assertThat(life.at("/found/0/place").textValue()).isEqualTo("scripts/domains.env");
        assertThat(life.get("used"))
                .extracting(step -> step.get("event_id").textValue())
                .containsExactly("requested", "succeeded");
        assertThat(life.at("/resources/0").textValue()).isEqualTo("railway:volume/prod");
        assertThat(api.get("/v1/credentials/fp_found/lineage?as_of=2026-04-24T16:41:05Z")
                        .get("used"))
                .isEmpty();
        api.problem(404, "/v1/credentials/fp_other/lineage");
    }

    @Test
    void what_is_said_of_an_incident_can_depend_on_what_it_was_when_it_was_read() {
        var read = api.send(api.request("/v1/incidents/inc-1", Role.RESPONDER).build());
        var tag = read.headers().firstValue("ETag").orElseThrow();

        assertThat(acknowledged("\"another\"")).isEqualTo(412);
        assertThat(acknowledged(tag)).isEqualTo(200);
    }

    private static int acknowledged(String tag) {
        return api.send(api.request("/v1/incidents/inc-1/acknowledge", Role.RESPONDER)
                        .header("If-Match", tag)
                        .POST(HttpRequest.BodyPublishers.noBody())
                        .build())
                .statusCode();
    }

    @Test
    void alerts_are_listed_and_tagged() {
        assertThat(TimelineApiTest.ids(api.get("/v1/alerts?level=critical&incident=inc-1&session=sess-1&rule=SEQ-01")))
                .containsExactly("a");
        assertThat(TimelineApiTest.ids(api.get("/v1/alerts?status=retracted"))).isEmpty();
        assertThat(TimelineApiTest.ids(api.get("/v1/alerts?as_of=2026-04-24T16:41:07Z")))
                .isEmpty();
        var first = api.send(api.request("/v1/alerts/a", Role.COMPLIANCE).build());
        var tag = first.headers().firstValue("ETag").orElseThrow();
        var again = api.send(api.request("/v1/alerts/a", Role.COMPLIANCE)
                .header("If-None-Match", tag)
                .build());
        assertThat(List.of(first.statusCode(), again.statusCode())).containsExactly(200, 304);
        assertThat(again.body()).isEmpty();
        api.problem(404, "/v1/alerts/x");
    }

    @Test
    void what_was_silenced_is_listed_only_when_asked_for() {
        var silenced = QueryFixtures.silenced("quiet", NineSeconds.T0);
        api.fixture.add(silenced);
        var first = silenced.evidence().get(0);

        assertThat(TimelineApiTest.ids(api.get("/v1/alerts"))).doesNotContain("quiet");
        assertThat(api.get("/v1/events/" + first).get("alerts").toString()).doesNotContain("quiet");
        var item = api.get("/v1/alerts?status=suppressed").at("/items/0");
        assertThat(item.get("id").textValue()).isEqualTo("quiet");
        assertThat(item.at("/suppressed_by/0/kind").textValue()).isEqualTo("approvals");
        assertThat(item.at("/suppressed_by/0/id").textValue()).isEqualTo("chg-1");
    }
}
