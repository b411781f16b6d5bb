package dev.recount.query.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recount.event.Event;
import dev.recount.event.Phase;
import dev.recount.query.NaiveViews;
import dev.recount.query.NineSeconds;
import dev.recount.query.event.AccessEvents;
import dev.recount.runtime.access.Caller;
import dev.recount.runtime.access.DeniedCalls.Denied;
import dev.recount.runtime.access.RateLimit;
import dev.recount.runtime.access.Role;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AccessRecordsApiTest {

    private static final List<Denied> DENIED = new CopyOnWriteArrayList<>();
    private static final String TIMELINE = "/v1/timeline?session=" + NineSeconds.SESSION;

    private static ApiServer api;

    @BeforeAll
    static void start() {
        // The clock stands still: four requests are granted, and no fifth.
        var access =
                ApiServer.access(List.of(ApiServer.tokens()), Optional.empty(), new RateLimit(4, () -> 0), DENIED::add);
        api = new ApiServer(access);
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
    void who_asked_for_what_and_why_is_on_record_once_for_all_pages() {
        var first = api.answer(
                200,
                api.request(TIMELINE + "&limit=2", Role.COMPLIANCE)
                        .header("X-Purpose", "review of inc-1")
                        .build());
        var cursor = first.get("next_cursor").textValue();
        api.answer(
                200,
                api.request(TIMELINE + "&limit=2&cursor=" + cursor, Role.COMPLIANCE)
                        .build());
        api.answer(
                200,
                api.request(TIMELINE + "&limit=2", Role.COMPLIANCE)
                        .header("X-Purpose", "review of inc-1")
                        .build());

        assertThat(api.sink.access).hasSize(1);
        Event read = api.sink.access.get(0);
        assertThat(read.actorId()).isEqualTo("token:compliance");
        assertThat(read.phase()).isEqualTo(Phase.SUCCEEDED);
        assertThat(read.labels())
                .containsEntry("purpose", "review of inc-1")
                .containsEntry("source_address", "127.0.0.1");
        assertThat(read.resourceId()).isEqualTo("recount:" + TIMELINE + "&limit=2");
        assertThat(read.occurredAt()).isEqualTo(ApiServer.NOW);
    }

    @Test
    void a_search_that_does_not_ask_for_reads_does_not_find_them() {
        var caller = new Caller("dana", Role.RESPONDER);
        api.fixture.add(
                0,
                AccessEvents.read(
                                caller,
                                new AccessEvents.Question("/v1/events/{id}", "/v1/events/found", null, "127.0.0.1"),
                                ApiServer.NOW)
                        .toBuilder()
                        .id("read-1")
                        .recordedAt(ApiServer.NOW)
                        .build());

        assertThat(TimelineApiTest.ids(found("/v1/events?limit=100")))
                .hasSize(8)
                .doesNotContain("read-1");
        assertThat(TimelineApiTest.ids(found("/v1/events?tool=recount-api"))).containsExactly("read-1");
        assertThat(TimelineApiTest.ids(found("/v1/events?actor=token:dana"))).containsExactly("read-1");
        assertThat(TimelineApiTest.ids(found("/v1/events?resource=recount:*"))).containsExactly("read-1");
    }

    private static com.fasterxml.jackson.databind.JsonNode found(String path) {
        return api.answer(200, api.request(path, Role.RESPONDER).build());
    }

    @Test
    void who_asks_too_often_is_asked_to_wait() {
        for (int i = 0; i < 4; i++) {
            api.answer(200, api.request("/v1/rules", Role.ENGINEER).build());
        }
        var refused = api.send(api.request("/v1/rules", Role.ENGINEER).build());

        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(refused.headers().firstValue("Retry-After")).contains("1");
        assertThat(refused.headers().firstValue("RateLimit-Policy")).contains("\"read\";q=4;w=1");
        assertThat(refused.headers().firstValue("RateLimit")).contains("\"read\";r=0;t=1");
        assertThat(DENIED).extracting(Denied::status).contains(429);
    }
}
