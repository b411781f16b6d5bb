package dev.recount.query.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recount.query.NaiveViews;
import dev.recount.query.NineSeconds;
import dev.recount.runtime.access.Role;
import java.net.http.HttpResponse;
import java.util.OptionalLong;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whoever has an answer already is told so, and whoever gets one that may lack something is told that. */
class ConditionalReadsTest {

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
    void fill() {
        api.serve(new NaiveViews());
        NineSeconds.addTo(api.fixture);
        api.behind = OptionalLong.of(0);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/timeline?session=sess-1",
                "/v1/timeline?session=sess-1&limit=2",
                "/v1/events?session=sess-1",
                "/v1/events/requested",
                "/v1/alerts",
                "/v1/incidents",
                "/v1/incidents/inc-1",
                "/v1/incidents/inc-1/revoke-first",
                "/v1/credentials/fp_found/lineage",
                "/v1/blast-radius?session=sess-1",
                "/v1/state?session=sess-1",
                "/v1/registry/resources",
                "/v1/rules"
            })
    void what_has_not_changed_is_not_sent_again(String path) {
        var first = get(path, "\"another\"");
        var again = get(path, "\"another\", " + tag(first));

        assertThat(first.statusCode()).as(first.body()).isEqualTo(200);
        assertThat(again.statusCode()).isEqualTo(304);
        assertThat(again.body()).isEmpty();
        assertThat(tag(again)).isEqualTo(tag(first));
    }

    @Test
    void what_has_changed_is_sent() {
        var before = get("/v1/timeline?session=sess-1", "\"none\"");
        api.fixture.add(0, NineSeconds.hook("another", 99, 60).build());

        assertThat(get("/v1/timeline?session=sess-1", tag(before)).statusCode()).isEqualTo(200);
    }

    @Test
    void every_read_of_evidence_that_is_described_with_a_tag_is_described_with_not_changed() {
        var tagged = new TreeSet<String>();
        var unchanged = new TreeSet<String>();
        ApiServer.DESCRIPTION.document.get("paths").properties().forEach(path -> {
            var responses = path.getValue().path("get").path("responses");
            if (responses.path("200").path("headers").has("ETag")) {
                tagged.add(path.getKey());
            }
            if (responses.has("304")) {
                unchanged.add(path.getKey());
            }
        });

        assertThat(unchanged).isEqualTo(tagged).hasSizeGreaterThan(12);
    }

    @Test
    void an_answer_that_may_lack_something_says_how_much() {
        assertThat(behind()).isNull();
        api.behind = OptionalLong.of(1_234);
        assertThat(behind()).isEqualTo("1234");
        api.behind = OptionalLong.empty();
        assertThat(behind()).isEqualTo("unknown");
    }

    private static String behind() {
        return get("/v1/timeline?session=sess-1", "\"none\"")
                .headers()
                .firstValue("Recount-Behind")
                .orElse(null);
    }

    private static String tag(HttpResponse<String> response) {
        return response.headers().firstValue("ETag").orElseThrow();
    }

    private static HttpResponse<String> get(String path, String known) {
        return api.send(
                api.request(path, Role.ADMIN).header("If-None-Match", known).build());
    }
}
