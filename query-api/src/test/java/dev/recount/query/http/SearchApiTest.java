package dev.recount.query.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recount.event.EventFacts;
import dev.recount.event.Json;
import dev.recount.query.IndexedFixture;
import dev.recount.query.NineSeconds;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SearchApiTest {

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
        api.fixture.add(new EventFacts("read", new Json("{\"resource.environment\":\"staging\"}"), Map.of()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "|started,failed,read,found,requested,provider,succeeded,claim",
                "from=2026-04-24T16:41:07Z&to=2026-04-24T16:41:09Z|requested,provider",
                "actor=user:dana|provider",
                "session=sess-1&type=credential|found",
                "credential=fp_found&outcome=requested|requested",
                "resource=railway:volume/prod|requested,provider,succeeded",
                "resource=railway:*|requested,provider,succeeded",
                "environment=production|requested,provider,succeeded",
                "environment=staging|read",
                "verb=destroy&verb=read|read,requested,provider,succeeded",
                "operation=VOLUMEDELETE|requested,provider,succeeded",
                "tool=Read|read",
                "outcome=failed|failed",
                "source_address=192.0.2.7|provider",
                "type=session|started",
                "type=session&type=statement|started,claim",
                "q=domains.env|read",
                "q=FIXED the|claim",
                "q=no such token|failed",
                "verb=purge|"
            })
    void finds_exactly_what_is_asked_for(String query, String expected) {
        var page = api.get("/v1/events" + (query == null ? "" : "?" + query.replace(" ", "%20")));

        assertThat(String.join(",", TimelineApiTest.ids(page))).isEqualTo(expected == null ? "" : expected);
    }

    @Test
    void pages_add_up_to_the_whole() {
        var ids = new ArrayList<String>();
        var page = api.get("/v1/events?limit=3");
        while (true) {
            ids.addAll(TimelineApiTest.ids(page));
            if (page.get("next_cursor").isNull()) {
                break;
            }
            page = api.get(
                    "/v1/events?limit=3&cursor=" + page.get("next_cursor").textValue());
        }

        assertThat(ids)
                .containsExactly("started", "failed", "read", "found", "requested", "provider", "succeeded", "claim");
    }

    @Test
    void counts_per_time_bucket_over_everything_that_is_found() {
        var page = api.get("/v1/events?limit=1&histogram=3&from=2026-04-24T16:41:00Z&to=2026-04-24T16:41:09Z");

        assertThat(page.get("histogram"))
                .extracting(bucket -> bucket.get("count").longValue())
                .containsExactly(2L, 2L, 2L);
        assertThat(page.at("/histogram/1/from").textValue()).isEqualTo("2026-04-24T16:41:03.000000Z");
        assertThat(page.at("/histogram/1/to").textValue()).isEqualTo("2026-04-24T16:41:06.000000Z");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "verb=destory|verb: destory; did you mean destroy?",
                "outcome=discovered|outcome: discovered (expected: requested",
                "type=actions|type: actions; did you mean action?",
                "histogram=0|histogram: 0 (expected: 1..1000)",
                "actor=a&actor=b|actor: given 2 times (expected: once)"
            })
    void says_what_is_wrong_with_a_question(String query, String detail) {
        assertThat(api.problem(400, "/v1/events?" + query)).startsWith(detail);
    }
}
