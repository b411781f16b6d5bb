package dev.recount.query.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.recount.codec.RecordJson;
import dev.recount.query.NaiveViews;
import dev.recount.query.NineSeconds;
import dev.recount.query.QueryFixtures;
import dev.recount.query.stream.AlertMessage;
import dev.recount.runtime.access.Role;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class StreamApiTest {

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
        api.feed.close();
        api.feed.open(10, 12);
    }

    @Test
    void sends_what_is_raised_from_now_on() throws Exception {
        publish(10);
        publish(11);
        try (var stream = listen(null)) {
            publish(12);

            assertThat(field(stream, "id")).isEqualTo("12");
            assertThat(field(stream, "event")).isEqualTo("alert");
            var alert = RecordJson.MAPPER.readTree(field(stream, "data"));
            assertThat(alert.get("id").textValue()).isEqualTo("alert-12");
        }
    }

    @Test
    void leaves_out_what_calls_for_nobody() throws Exception {
        try (var stream = listen(null)) {
            api.feed.publish(new AlertMessage(12, QueryFixtures.silenced("quiet", NineSeconds.T0)));
            publish(13);

            assertThat(field(stream, "id")).isEqualTo("13");
        }
    }

    @Test
    void goes_on_behind_the_last_event_id_without_gap_or_repetition() throws Exception {
        for (long offset = 10; offset < 15; offset++) {
            publish(offset);
        }
        try (var stream = listen("12")) {
            publish(15);

            assertThat(List.of(field(stream, "id"), field(stream, "id"), field(stream, "id")))
                    .containsExactly("13", "14", "15");
        }
    }

    @Test
    void says_so_when_what_lies_between_is_gone() throws Exception {
        for (long offset = 10; offset < 50; offset++) {
            publish(offset);
        }
        try (var stream = listen("20")) {
            assertThat(field(stream, "event")).isEqualTo("reset");
        }
        try (var stream = listen("4711")) {
            assertThat(field(stream, "event")).isEqualTo("reset");
        }
    }

    @Test
    void keeps_the_connection_alive() throws Exception {
        try (var stream = listen(null)) {
            for (String line = stream.readLine(); !": keep-alive".equals(line); line = stream.readLine()) {
                assertThat(line).isNotNull();
            }
        }
    }

    @Test
    void forgets_a_listener_that_has_gone() throws Exception {
        listen(null).close();

        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(api.feed.listeners()).isZero());
    }

    @Test
    void refuses_an_id_that_it_never_sent() {
        var problem = api.answer(
                400,
                api.request("/v1/alerts/stream", Role.RESPONDER)
                        .header("Last-Event-ID", "abc")
                        .build());

        assertThat(problem.get("detail").textValue()).startsWith("Last-Event-ID: abc");
    }

    @Test
    void a_browser_that_can_send_no_header_brings_its_token_in_a_cookie_that_opens_the_stream_and_nothing_else()
            throws Exception {
        var given = api.send(session("POST").build());
        assertThat(given.statusCode()).isEqualTo(204);
        var cookie = given.headers().firstValue("Set-Cookie").orElseThrow();
        assertThat(cookie)
                .contains("HttpOnly", "SameSite=Strict", "Path=/v1/alerts/stream", "Max-Age=43200")
                .doesNotContain(ApiServer.token(Role.RESPONDER));
        var pair = cookie.substring(0, cookie.indexOf(';'));

        publish(13);
        try (var stream = listening(api.request("/v1/alerts/stream").header("Cookie", pair), "12")) {
            assertThat(field(stream, "id")).isEqualTo("13");
        }
        api.answer(401, api.request("/v1/alerts").header("Cookie", pair).build());
        api.answer(
                401,
                api.request("/v1/alerts/stream").header("Cookie", pair + "A").build());
    }

    @Test
    void the_cookie_is_for_tls_only_where_the_request_came_over_tls_and_can_be_taken_back() {
        var given =
                api.send(session("POST").header("X-Forwarded-Proto", "https").build());
        assertThat(given.headers().firstValue("Set-Cookie").orElseThrow()).contains("Secure");

        var taken = api.send(session("DELETE").build());
        assertThat(taken.statusCode()).isEqualTo(204);
        assertThat(taken.headers().firstValue("Set-Cookie").orElseThrow())
                .startsWith("recount-stream=;")
                .contains("Expires=Thu, 01 Jan 1970");
    }

    private static HttpRequest.Builder session(String method) {
        return api.request("/v1/alerts/stream/session", Role.RESPONDER)
                .method(method, HttpRequest.BodyPublishers.noBody());
    }

    private void publish(long offset) {
        api.feed.publish(
                new AlertMessage(offset, QueryFixtures.alert("alert-" + offset, 1, NineSeconds.T0, List.of("e"))));
    }

    /** Reads on until the listener is registered, which the opening comment says. */
    private BufferedReader listen(String last) throws Exception {
        return listening(api.request("/v1/alerts/stream", Role.RESPONDER), last);
    }

    private static BufferedReader listening(HttpRequest.Builder request, String last) throws Exception {
        if (last != null) {
            request.header("Last-Event-ID", last);
        }
        var response = ApiServer.HTTP.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Type").orElseThrow())
                .isEqualToIgnoringCase("text/event-stream;charset=utf-8");
        assertThat(response.headers().firstValue("Cache-Control")).contains("no-cache");
        var reader = new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8));
        assertThat(reader.readLine()).isEqualTo("retry: 3000");
        assertThat(reader.readLine()).isEqualTo(": connected");
        return reader;
    }

    private static String field(BufferedReader stream, String name) throws IOException {
        for (String line = stream.readLine(); line != null; line = stream.readLine()) {
            if (line.startsWith(name + ": ")) {
                return line.substring(name.length() + 2);
            }
        }
        throw new AssertionError("the stream ended before " + name);
    }
}
