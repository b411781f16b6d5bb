package dev.recount.query.http;

import static dev.recount.query.NineSeconds.AGENT;
import static dev.recount.query.NineSeconds.SESSION;
import static dev.recount.query.NineSeconds.T0;
import static dev.recount.query.NineSeconds.TOKEN;
import static dev.recount.query.NineSeconds.VOLUME;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.recount.codec.EvidenceLeaf;
import dev.recount.event.Event;
import dev.recount.event.EventFacts;
import dev.recount.event.Json;
import dev.recount.event.Session;
import dev.recount.query.IndexedFixture;
import dev.recount.query.NineSeconds;
import dev.recount.query.QueryFixtures;
import dev.recount.runtime.access.Role;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimelineApiTest {

    @TempDir
    Path folder;

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
        api.serve(new IndexedFixture(folder));
        NineSeconds.addTo(api.fixture);
    }

    @Test
    void an_incident_is_its_sessions_and_what_providers_saw() {
        var page = api.get("/v1/timeline?incident=inc-1");

        assertThat(ids(page))
                .containsExactly("started", "failed", "read", "found", "requested", "provider", "succeeded", "claim");
        assertThat(page.get("next_cursor").isNull()).isTrue();
        assertThat(page.get("as_of").textValue()).isEqualTo("2026-04-24T17:00:00.000000Z");
    }

    @Test
    void an_incident_that_grows_does_not_change_what_is_frozen() {
        api.fixture.add(
                2,
                NineSeconds.hook("elsewhere", 1, 4_000)
                        .session(new Session("sess-2", 1L, null, null, null))
                        .build());
        var then = "/v1/timeline?incident=inc-1&as_of=2026-04-24T16:50:00Z";
        var frozen = ids(api.get(then));

        api.fixture.add(QueryFixtures.alertIn("sess-2", "b", Instant.parse("2026-04-24T16:55:00Z"), "elsewhere"));
        api.fixture.add(QueryFixtures.incident(
                "inc-1", NineSeconds.T0.plusMillis(3_001), List.of("a", "b"), List.of("sess-1", "sess-2")));

        assertThat(frozen).hasSize(8).doesNotContain("elsewhere");
        assertThat(ids(api.get(then))).isEqualTo(frozen);
        assertThat(ids(api.get("/v1/timeline?incident=inc-1"))).hasSize(9).contains("elsewhere");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "session|sess-1|started,failed,read,found,requested,succeeded,claim",
                "actor|user:dana|provider",
                "credential|fp_found|found,requested,succeeded",
                "resource|railway:volume/prod|requested,provider,succeeded",
                "human|user:dana|started,failed,read,found,requested,provider,succeeded,claim",
                "protection_group|pg-1|",
                "trace|t-1|",
                "session|nobody|"
            })
    void a_timeline_of_one_thing_holds_its_events_and_no_other(String kind, String id, String expected) {
        var ids = ids(api.get("/v1/timeline?" + kind + "=" + ApiServer.encoded(id)));

        assertThat(String.join(",", ids)).isEqualTo(expected == null ? "" : expected);
    }

    @Test
    void links_say_what_they_rest_on() {
        var page = api.get("/v1/timeline?incident=inc-1");

        assertThat(links(page, "started")).isEmpty();
        assertThat(links(page, "failed")).containsExactly("started session_order false");
        assertThat(links(page, "found")).containsExactly("read parent_call true");
        assertThat(links(page, "requested")).containsExactly("found same_credential false");
        assertThat(links(page, "provider")).containsExactly("requested same_resource false");
        assertThat(links(page, "succeeded"))
                .containsExactly(
                        "requested parent_call true", "found same_credential false", "provider same_resource false");
    }

    @Test
    void what_was_claimed_seen_twice_or_denied_is_told_apart() {
        var page = api.get("/v1/timeline?incident=inc-1");

        assertThat(item(page, "read").get("state").textValue()).isEqualTo("observed");
        assertThat(item(page, "succeeded").get("state").textValue()).isEqualTo("corroborated");
        assertThat(item(page, "provider").get("state").textValue()).isEqualTo("corroborated");
        assertThat(item(page, "claim").get("state").textValue()).isEqualTo("contradicted");
    }

    @Test
    void items_name_the_alerts_that_rest_on_them_and_lanes_the_parties() {
        var page = api.get("/v1/timeline?incident=inc-1");

        assertThat(item(page, "found").get("alerts").get(0).textValue()).isEqualTo("a");
        assertThat(item(page, "read").get("alerts")).isEmpty();
        assertThat(StreamSupport.stream(page.get("lanes").spliterator(), false)
                        .map(lane -> lane.get("kind").textValue() + " "
                                + lane.get("id").textValue() + " "
                                + lane.get("events").size()))
                .containsExactly(
                        "actor " + AGENT + " 7",
                        "credential " + TOKEN + " 3",
                        "resource " + VOLUME + " 3",
                        "actor user:dana 1");
    }

    @Test
    void the_session_counts_and_the_clock_is_shown_to_disagree() {
        api.fixture.add(0, NineSeconds.hook("skewed", 8, 2_000).build());

        var page = api.get("/v1/timeline?session=" + SESSION);

        assertThat(ids(page)).endsWith("claim", "skewed");
        assertThat(item(page, "skewed").get("clock_skew_ms").doubleValue()).isEqualTo(7_500.0);
        assertThat(item(page, "claim").has("clock_skew_ms")).isFalse();
        assertThat(ids(api.get("/v1/timeline?order=desc&session=" + SESSION))).startsWith("skewed", "claim");
    }

    @Test
    void sessions_that_a_session_started_are_in_its_timeline_and_theirs_too() {
        api.fixture.add(1, subAgent("helper", "sess-2", SESSION, 5_000));
        api.fixture.add(2, subAgent("helper-of-helper", "sess-3", "sess-2", 5_500));
        api.fixture.add(2, subAgent("own-ancestor", "sess-2", "sess-3", 5_600));

        assertThat(ids(api.get("/v1/timeline?session=" + SESSION)))
                .containsSubsequence("found", "helper", "helper-of-helper", "own-ancestor", "requested");
        assertThat(ids(api.get("/v1/timeline?session=sess-2")))
                .containsExactly("helper", "helper-of-helper", "own-ancestor");
        assertThat(ids(api.get("/v1/timeline?incident=inc-1"))).contains("helper", "helper-of-helper");
    }

    @Test
    void a_timeline_that_leaves_out_sessions_says_so() {
        for (int i = 1; i < 1_000; i++) {
            api.fixture.add(1, subAgent("helper-" + i, "helper-" + i, "root", 5_000 + i));
        }
        var whole = api.get("/v1/timeline?session=root&limit=1000");
        assertThat(ids(whole)).hasSize(999);
        assertThat(whole.has("truncated")).isFalse();

        api.fixture.add(1, subAgent("helper-1000", "helper-1000", "root", 6_000));
        var cut = api.get("/v1/timeline?session=root&limit=1000");

        assertThat(ids(cut)).hasSize(999);
        assertThat(cut.get("truncated").booleanValue()).isTrue();
    }

    @Test
    void a_page_links_to_the_next_one() {
        var path = "/v1/timeline?incident=inc-1&limit=5&order=desc";
        var link = link(path).orElseThrow();

        assertThat(link).matches("</v1/timeline\\?[^ ]*>; rel=\"next\"");
        var next = link.substring(1, link.indexOf('>'));
        var cursor = api.get(path).get("next_cursor").textValue();
        assertThat(ids(api.get(next))).isEqualTo(ids(api.get(path + "&cursor=" + cursor)));
        assertThat(link(next)).isEmpty();
    }

    private static Optional<String> link(String path) {
        return api.send(api.request(path, Role.ADMIN).build()).headers().firstValue("Link");
    }

    private static Event subAgent(String id, String session, String parent, long atMs) {
        return NineSeconds.hook(id, 1, atMs)
                .session(new Session(session, 1L, parent, null, null))
                .build();
    }

    @Test
    void what_came_late_is_marked_and_told_apart_from_what_was_known_then() {
        api.fixture.add(
                1,
                NineSeconds.hook("late", 8, 9_600)
                        .recordedAt(T0.plusSeconds(600))
                        .build());

        var page = api.get("/v1/timeline?session=" + SESSION + "&known_at=2026-04-24T16:42:00Z");

        assertThat(item(page, "late").get("late_ms").longValue()).isEqualTo(590_400);
        assertThat(item(page, "late").get("known_then").booleanValue()).isFalse();
        assertThat(item(page, "claim").has("late_ms")).isFalse();
        assertThat(item(page, "claim").get("known_then").booleanValue()).isTrue();
        assertThat(ids(api.get("/v1/timeline?session=" + SESSION + "&as_of=2026-04-24T16:42:00Z")))
                .doesNotContain("late");
    }

    @ParameterizedTest
    @ValueSource(strings = {"asc", "desc"})
    void pages_add_up_and_stay_frozen_while_events_arrive(String order) {
        var query = "/v1/timeline?incident=inc-1&limit=3&order=" + order;
        var whole = ids(api.get("/v1/timeline?incident=inc-1&order=" + order));
        var page = api.get(query);
        var ids = new ArrayList<>(ids(page));
        int late = 0;
        while (!page.get("next_cursor").isNull()) {
            api.fixture.add(
                    0,
                    NineSeconds.hook("late-" + late++, 100, 4_000)
                            .recordedAt(ApiServer.NOW.plusSeconds(60))
                            .build());
            page = api.get(query + "&cursor=" + page.get("next_cursor").textValue());
            ids.addAll(ids(page));
        }

        assertThat(ids).isEqualTo(whole).hasSize(8);
        assertThat(late).isEqualTo(2);
    }

    @Test
    void as_of_shows_what_was_known_then() {
        assertThat(ids(api.get("/v1/timeline?resource=" + VOLUME + "&as_of=2026-04-24T16:41:10Z")))
                .containsExactly("requested", "succeeded");
        assertThat(ids(api.get("/v1/timeline?resource=" + VOLUME + "&as_of=2026-04-24T18:41:30%2B02:00")))
                .containsExactly("requested", "provider", "succeeded");
    }

    @Test
    void a_range_is_of_event_time() {
        var page = api.get("/v1/timeline?session=sess-1&from=2026-04-24T16:41:03Z&to=2026-04-24T16:41:07Z");

        assertThat(ids(page)).containsExactly("read", "found");
    }

    @Test
    void a_cursor_is_good_for_its_own_question_only() {
        var cursor = api.get("/v1/timeline?incident=inc-1&limit=2")
                .get("next_cursor")
                .textValue();
        var forged = cursor.substring(0, cursor.length() - 2) + (cursor.endsWith("A") ? "BB" : "AA");

        assertThat(api.problem(400, "/v1/timeline?incident=inc-1&cursor=" + forged))
                .startsWith("cursor:");
        assertThat(api.problem(400, "/v1/timeline?session=sess-1&cursor=" + cursor))
                .startsWith("cursor:");
        assertThat(api.problem(400, "/v1/events?cursor=" + cursor)).startsWith("cursor:");
        assertThat(api.problem(400, "/v1/events?cursor=%F0%9F%98%80")).startsWith("cursor:");
        assertThat(api.problem(400, "/v1/timeline?incident=inc-1&cursor=" + cursor + "&as_of=2026-01-01T00:00:00Z"))
                .startsWith("as_of:");
        assertThat(api.get("/v1/timeline?incident=inc-1&limit=1&cursor=" + cursor)
                        .get("items"))
                .hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "sesion=x|unknown query parameter: sesion; did you mean session?",
                "from=yesterday&session=x|from: yesterday (expected: an RFC 3339 time",
                "limit=1001&session=x|limit: 1001 (expected: 1..1000)",
                "limit=10|a timeline is of one thing, and 0 are named",
                "session=x&actor=y|a timeline is of one thing, and 2 are named",
                "order=up&session=x|order: up (expected: asc or desc)"
            })
    void says_what_is_wrong_with_a_question(String query, String detail) {
        assertThat(api.problem(400, "/v1/timeline?" + query)).startsWith(detail);
    }

    @Test
    void an_incident_that_is_not_known_is_not_an_empty_one() {
        assertThat(api.problem(404, "/v1/timeline?incident=nope")).contains("nope");
    }

    @Test
    void an_event_comes_with_its_causes_its_consequences_and_its_evidence() {
        api.fixture.add(new EventFacts(
                "requested", new Json("{\"credential.custody\":\"found\"}"), Map.of("credential.custody", "found")));

        var event = api.get("/v1/events/requested");

        assertThat(event.at("/facts/credential.custody").textValue()).isEqualTo("found");
        assertThat(event.at("/evidence/partition").intValue()).isZero();
        assertThat(event.at("/evidence/offset").longValue()).isEqualTo(4);
        assertThat(event.at("/evidence/leaf_hash").textValue()).isEqualTo(EvidenceLeaf.hex(NineSeconds.REQUESTED));
        assertThat(event.get("causes"))
                .extracting(link -> link.get("to").textValue())
                .containsExactly("found");
        assertThat(event.get("caused"))
                .extracting(link -> link.get("to").textValue())
                .containsExactly("succeeded");
        assertThat(event.get("alerts").get(0).textValue()).isEqualTo("a");
        assertThat(api.get("/v1/events/read").get("caused").get(0).get("to").textValue())
                .isEqualTo("found");
        assertThat(api.problem(404, "/v1/events/a%2Fb%E2%80%AEc")).isEqualTo("there is no event with id a/b?c");
    }

    @Test
    void an_event_as_of_a_moment_has_only_the_consequences_that_were_recorded_by_then() {
        var requested = NineSeconds.REQUESTED.recordedAt();

        assertThat(api.get("/v1/events/requested?as_of=" + requested).get("caused"))
                .isEmpty();
        assertThat(api.problem(404, "/v1/events/requested?as_of=" + requested.minusMillis(1)))
                .isEqualTo("there is no event with id requested");
    }

    @Test
    void clocks_of_1970_and_2100_are_shown_as_they_are() {
        api.fixture.add(
                0,
                NineSeconds.hook("past", 9, 0)
                        .occurredAt(java.time.Instant.EPOCH)
                        .session(null)
                        .build());
        api.fixture.add(
                0,
                NineSeconds.hook("future", 9, 0)
                        .occurredAt(java.time.Instant.parse("2100-01-01T00:00:00Z"))
                        .session(null)
                        .build());

        var ids = ids(api.get("/v1/timeline?actor=" + AGENT));

        assertThat(ids).startsWith("past").endsWith("future").hasSize(9);
        assertThat(T0).isAfter(java.time.Instant.EPOCH);
    }

    static List<String> ids(JsonNode page) {
        return StreamSupport.stream(page.get("items").spliterator(), false)
                .map(item -> item.has("event") ? item.get("event") : item)
                .map(event -> event.get("id").textValue())
                .toList();
    }

    private static JsonNode item(JsonNode page, String id) {
        return StreamSupport.stream(page.get("items").spliterator(), false)
                .filter(item -> item.at("/event/id").textValue().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> links(JsonNode page, String id) {
        return StreamSupport.stream(item(page, id).get("links").spliterator(), false)
                .map(link ->
                        link.get("to").textValue() + " " + link.get("basis").textValue() + " "
                                + link.get("proven").booleanValue())
                .toList();
    }
}
