package dev.recount.ingest.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recount.codec.RecordJson;
import dev.recount.event.Canary;
import dev.recount.event.Credential;
import dev.recount.event.Event;
import dev.recount.event.EventType;
import dev.recount.event.Phase;
import dev.recount.ingest.IngestServer;
import dev.recount.ingest.IngestSettings;
import dev.recount.ingest.log.InMemoryEventLog;
import dev.recount.reference.RegistryKind;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventsDoorTest {

    private static final Instant NOW = Instant.parse("2026-04-24T16:41:07.120Z");
    private static final String TOKEN = "ghp_" + "x1Y2z3A4b5".repeat(4).substring(0, 36);

    private final InMemoryEventLog log = new InMemoryEventLog();
    private final IngestServer server = new IngestServer(log, Clock.fixed(NOW, ZoneOffset.UTC));

    @AfterEach
    void close() {
        server.close();
    }

    @Nested
    class Good_input {

        @Test
        void records_one_object_and_fills_what_is_missing() {
            var answer = server.events("{\"type\":\"action\",\"phase\":\"requested\",\"action\":{\"tool\":\"Bash\"}}");

            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.json().toString()).isEqualTo("{\"accepted\":1,\"duplicates\":0,\"rejected\":[]}");
            var event = log.events().get(0);
            assertThat(event.id()).isNotBlank();
            assertThat(event.occurredAt()).isEqualTo(NOW);
            assertThat(event.observedAt()).isEqualTo(NOW);
            assertThat(event.recordedAt()).isEqualTo(NOW);
        }

        @Test
        void records_arrays_lines_and_gzip_in_order() {
            var array = "[" + numbered(0, 10, ",") + "]";
            var lines = numbered(10, 20, "\n") + "\n\n";

            assertThat(server.events(array).json().path("accepted").asInt()).isEqualTo(10);
            assertThat(server.lines(lines).json().path("accepted").asInt()).isEqualTo(10);
            var zipped = IngestServer.gzip(numbered(20, 30, "\n").getBytes(StandardCharsets.UTF_8));
            var answer = server.post("/v1/events", "application/x-ndjson", zipped, "Content-Encoding", "gzip");

            assertThat(answer.json().path("accepted").asInt()).isEqualTo(10);
            assertThat(log.events().stream().map(Event::id))
                    .containsExactlyElementsOf(
                            IntStream.range(0, 30).mapToObj(i -> "e" + i).toList());
        }

        @Test
        void keeps_the_order_of_a_body_that_several_threads_work_on() {
            var body = numbered(0, 20_000, "\n");

            var answer = server.lines(body);

            assertThat(answer.json().path("accepted").asInt()).isEqualTo(20_000);
            assertThat(log.events().stream().map(Event::id))
                    .containsExactlyElementsOf(
                            IntStream.range(0, 20_000).mapToObj(i -> "e" + i).toList());
        }

        @Test
        void derives_the_id_from_the_sources_own() {
            var event = "{\"type\":\"action\",\"phase\":\"succeeded\","
                    + "\"source\":{\"product\":\"aws\",\"service\":\"cloudtrail\",\"id\":\"E-1\"}}";

            server.events(event);
            var again = server.events(event);

            assertThat(again.json().path("duplicates").asInt()).isEqualTo(1);
            assertThat(log.events()).hasSize(1);
        }

        @Test
        void takes_back_what_it_gave_out() {
            var event = "{\"id\":\"e1\",\"type\":\"action\",\"recorded_at\":\"2020-01-01T00:00:00Z\","
                    + "\"facts\":{\"a\":[{\"b\":1}]},\"evidence\":{\"offset\":1},\"action\":{\"tool\":\"Bash\"}}";

            var answer = server.events(event);

            assertThat(answer.json().path("accepted").asInt()).isEqualTo(1);
            assertThat(log.events().get(0).recordedAt()).isEqualTo(NOW);
            assertThat(log.events().get(0).action().tool()).isEqualTo("Bash");
        }
    }

    @Nested
    class Secrets {

        @Test
        void fingerprints_a_given_secret_and_drops_it() {
            server.events("{\"type\":\"credential\",\"phase\":\"discovered\",\"credential\":{\"secret\":\"" + TOKEN
                    + "\",\"kind\":\"bearer\"}}");
            var name = server.post("/v1/fingerprints", "application/json", "{\"secret\":\"" + TOKEN + "\"}");

            assertThat(log.events()).hasSize(1);
            assertThat(log.events().get(0).credential().fingerprint())
                    .isEqualTo(name.json().path("fingerprint").asText())
                    .startsWith("fp_");
            assertThat(name.json().path("kind").asText()).isEqualTo("github_token");
            assertNowhere();
        }

        @ParameterizedTest
        @ValueSource(strings = {"hunter2hunter2hunter", "zzz", "fp_<svg onload=alert(5)>", "fp_"})
        void fingerprints_what_is_given_as_a_fingerprint_and_is_none(String secret) {
            var answer = server.lines("{\"type\":\"credential\",\"credential\":{\"fingerprint\":\"" + secret + "\"}}\n"
                    + "{\"type\":\"credential\",\"credential\":{\"secret\":\"" + secret + "\"}}");

            var names = log.events().stream().map(event -> event.credential().fingerprint());
            assertThat(names.distinct()).singleElement().asString().matches("fp_[0-9a-f]{32}");
            assertThat(answer.json().at("/warnings/0/pointer").asText()).isEqualTo("/credential/fingerprint");
        }

        @Test
        void keeps_the_fingerprints_of_those_who_make_their_own() {
            server.events("{\"type\":\"credential\",\"credential\":{\"fingerprint\":\"fp_deploy-key.1\"}}");

            assertThat(log.events().get(0).credential().fingerprint()).isEqualTo("fp_deploy-key.1");
            assertThat(log.events().get(0).labels()).isEmpty();
        }

        @Test
        void makes_a_used_credential_of_a_secret_in_a_command() {
            server.events("{\"id\":\"a1\",\"type\":\"action\",\"phase\":\"requested\",\"session\":{\"id\":\"s\"},"
                    + "\"action\":{\"tool\":\"Bash\",\"operation\":\"volumeDelete\",\"verb\":\"destroy\","
                    + "\"arguments\":{\"command\":\"curl -H 'Authorization: Bearer " + TOKEN + "' https://x\"}}}");

            var action = log.events().get(0);
            var used = log.events().get(1);
            assertThat(used.is(EventType.CREDENTIAL, Phase.USED)).isTrue();
            assertThat(used.causationId()).isEqualTo("a1");
            assertThat(used.sessionId()).isEqualTo("s");
            assertThat(used.action().operation()).isEqualTo("volumeDelete");
            assertThat(action.credential()).isEqualTo(used.credential());
            assertNowhere();
        }

        @Test
        void makes_a_discovered_credential_of_a_secret_in_content() {
            server.events("{\"id\":\"c1\",\"type\":\"content\",\"content\":{\"origin\":\"/etc/x\"},"
                    + "\"source\":{\"record\":{\"text\":\"token is " + TOKEN + "\"}}}");

            var discovered = log.events().get(1);
            assertThat(discovered.is(EventType.CREDENTIAL, Phase.DISCOVERED)).isTrue();
            assertThat(discovered.credential().location().path()).isEqualTo("/etc/x");
            assertNowhere();
        }

        @Test
        void keeps_secrets_out_of_answers_and_rejections() {
            var malformed = "{\"type\":\"action\",\"labels\":{\"x\":\"" + TOKEN + "\"},}";
            var unknownField = "{\"type\":\"action\",\"" + TOKEN + "\":1}";
            var wrongWord = "{\"type\":\"" + TOKEN + "\"}";
            var badId = "{\"type\":\"action\",\"id\":\"" + TOKEN + "\\u0000\"}";

            var answers = new StringBuilder();
            answers.append(server.events(malformed).raw().body());
            answers.append(server.events("[" + unknownField + "," + wrongWord + "," + badId + "]")
                    .raw()
                    .body());

            assertThat(answers.toString()).doesNotContain(TOKEN).contains("unknown field");
            assertThat(log.rejections()).hasSize(4);
            assertNowhere();
        }

        private void assertNowhere() {
            assertThat(log.toString()).isNotNull();
            for (var topic : dev.recount.topic.Topics.ALL) {
                for (var stored : log.records(topic)) {
                    assertThat(new String(stored.value(), StandardCharsets.ISO_8859_1))
                            .doesNotContain(TOKEN);
                }
            }
        }
    }

    @Nested
    class Bad_input {

        @Test
        void what_became_of_canaries_is_for_recount_to_say() {
            var forged = "{\"id\":\"canary-1-answered\",\"type\":\"recorder\",\"phase\":\"heartbeat\","
                    + "\"action\":{\"tool\":\"recount-canary\",\"operation\":\"answered\"}}";
            var wrapped = "{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"s\",\"type\":\"dev.recount.event\","
                    + "\"data\":" + forged + "}";
            var answers =
                    List.of(server.events(forged), server.post("/v1/events", "application/cloudevents+json", wrapped));

            assertThat(answers).allSatisfy(answer -> {
                assertThat(answer.json().at("/rejected/0/pointer").asText()).isEqualTo("/action/tool");
                assertThat(answer.json().at("/rejected/0/detail").asText())
                        .contains("recount-canary", "for Recount itself to write");
            });
            assertThat(log.events()).isEmpty();
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "/sensor/kind | 'sensor':{'kind':'recorder','name':'mine'}",
                    "/sensor/name | 'sensor':{'kind':'human','name':'recount-api'}",
                    "/action/tool | 'action':{'tool':'Recount-API','verb':'read'}",
                    "/action/tool | 'sensor':{'kind':'recorder'},'action':{'tool':'recount-detect'}",
                })
        void who_read_what_and_other_words_of_recounts_own_no_sender_can_forge(String pointer, String said) {
            var forged = "{\"type\":\"action\",\"phase\":\"succeeded\",\"actor\":{\"id\":\"token:dana\"},"
                    + said.replace('\'', '"') + "}";
            var wrapped = "{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"s\",\"type\":\"dev.recount.event\","
                    + "\"data\":" + forged + "}";
            var answers =
                    List.of(server.lines(forged), server.post("/v1/events", "application/cloudevents+json", wrapped));

            assertThat(answers).allSatisfy(answer -> {
                assertThat(answer.json().at("/rejected/0/pointer").asText()).isEqualTo(pointer);
                assertThat(answer.json().at("/rejected/0/detail").asText()).contains("for Recount itself to write");
            });
            assertThat(log.events()).isEmpty();
        }

        @ParameterizedTest
        @ValueSource(strings = {"acknowledged", "resolved", "noted"})
        void no_sender_answers_an_incident(String phase) {
            var answer =
                    server.events("{\"type\":\"control\",\"phase\":\"" + phase + "\",\"correlation_id\":\"inc-1\"}");

            assertThat(answer.json().at("/rejected/0/pointer").asText()).isEqualTo("/phase");
            assertThat(answer.json().at("/rejected/0/detail").asText()).contains("by a responder");
            assertThat(log.events()).isEmpty();
        }

        @Test
        void a_step_of_the_canary_comes_through_the_door_like_any_event() {
            var step = Canary.step(1, NOW);

            server.events(RecordJson.of(Event.class).write(step));

            assertThat(log.events()).extracting(Event::id).containsExactly(step.id());
        }

        @Test
        void one_bad_item_does_not_sink_the_others() {
            var answer = server.lines("{\"id\":\"a\",\"type\":\"action\"}\n"
                    + "{\"id\":\"b\",\"type\":\"action\",\"phase\":\"ended\"}\n"
                    + "{\"id\":\"c\",\"type\":\"action\",\"action\":{\"verb\":7}}\n"
                    + "not json\n"
                    + "{\"id\":\"d\",\"type\":\"action\"}");

            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.json().path("accepted").asInt()).isEqualTo(2);
            var rejected = answer.json().path("rejected");
            assertThat(rejected.findValuesAsText("index")).containsExactly("1", "2", "3");
            assertThat(rejected.get(0).path("id").asText()).isEqualTo("b");
            assertThat(rejected.findValuesAsText("pointer")).containsExactly("/phase", "/action/verb", "");
            assertThat(rejected.get(0).path("detail").asText()).contains("ended is not a phase of action");
            assertThat(log.rejections()).hasSize(3);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "{'id':'a','type':'action','occurred_at':'yesterday'}",
                    "{'type':'action','sesion':{'id':'s'},'id':'a'}",
                    "{'credential':{'secret':7},'id':'a','type':'credential'}",
                    "{'id':'a','type':'nonsense'}",
                    "{'id':'a','type':'action','action':{'arguments':",
                    "{'id':'a','type':'action'} more"
                })
        void names_a_refused_item_by_its_id(String item) {
            var answer = server.lines("{\"type\":\"action\"}\n" + item.replace('\'', '"'));

            assertThat(answer.json().at("/rejected/0/id").asText()).isEqualTo("a");
        }

        @Test
        void takes_the_items_before_a_truncation() {
            var answer = server.events(
                    "[{\"id\":\"a\",\"type\":\"action\"},{\"id\":\"b\",\"type\":\"action\"},{\"id\":\"c\",\"ty");

            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.json().path("accepted").asInt()).isEqualTo(2);
            assertThat(answer.json().path("rejected").size()).isEqualTo(1);
            assertThat(answer.json().path("rejected").get(0).path("detail").asText())
                    .contains("ends in the middle");
        }

        @Test
        void refuses_a_body_of_which_nothing_can_be_read() {
            var answer = server.events("{\"type\":\"action\",\"ph");

            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.raw().headers().firstValue("Content-Type")).hasValue("application/problem+json");
            assertThat(answer.json().path("errors").get(0).path("detail").asText())
                    .contains("ends in the middle");
            assertThat(server.events("[").status()).isEqualTo(400);
            assertThat(server.events("").status()).isEqualTo(400);
            assertThat(server.lines("\n\n").status()).isEqualTo(400);
        }

        @Test
        void takes_an_array_of_no_events() {
            var answer = server.events(" [ ] ");

            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.raw().body()).isEqualTo("{\"accepted\":0,\"duplicates\":0,\"rejected\":[]}");
        }

        @Test
        void does_not_let_a_sender_change_reference_data() {
            for (var kind : RegistryKind.values()) {
                var change = "{\"type\":\"control\",\"phase\":\"reference_changed\",\"reference\":{\"kind\":\""
                        + kind.wire() + "\",\"id\":\"SEQ-04\",\"withdrawn\":true}}";

                var answer = server.events(change);

                assertThat(answer.json().at("/rejected/0/detail").asText())
                        .startsWith("reference data is not sent as events");
            }
            assertThat(log.events()).isEmpty();
        }

        @Test
        void names_a_field_of_ten_megabytes() {
            var answer =
                    server.events("{\"type\":\"action\",\"action\":{\"summary\":\"" + "x".repeat(10_000_000) + "\"}}");

            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.json().path("rejected").get(0).path("pointer").asText())
                    .isEqualTo("/action/summary");
            assertThat(answer.json().path("rejected").get(0).path("detail").asText())
                    .contains("10000000 characters");
        }

        @Test
        void refuses_depth_without_harm() {
            for (int depth : new int[] {10_000, 100_000}) {
                var deep = "{\"type\":\"action\",\"action\":{\"arguments\":" + "[".repeat(depth) + "]".repeat(depth)
                        + "}}";

                var answer = server.events("[{\"id\":\"a" + depth + "\",\"type\":\"action\"}," + deep + "]");

                assertThat(answer.json().path("accepted").asInt()).isEqualTo(1);
                assertThat(answer.json().path("rejected").get(0).path("detail").asText())
                        .startsWith("nested deeper than 200 levels")
                        .endsWith(" in /action/arguments/0/0");
            }
        }

        @Test
        void refuses_invalid_utf_8_and_duplicate_keys() {
            byte[] bad = "[{\"id\":\"a\",\"type\":\"action\"},{\"id\":\"??\",\"type\":\"action\"}]"
                    .getBytes(StandardCharsets.ISO_8859_1);
            for (int i = 0; i < bad.length; i++) {
                bad[i] = bad[i] == '?' ? (byte) 0xC0 : bad[i];
            }
            var utf8 = server.post("/v1/events", "application/json", bad);
            var twice =
                    server.events("[{\"id\":\"b\",\"type\":\"action\"},{\"id\":\"c\",\"id\":\"d\",\"type\":\"action\"},"
                            + "{\"type\":\"action\",\"action\":{\"arguments\":{\"k\":1,\"k\":2}}}]");

            assertThat(utf8.json().path("accepted").asInt()).isEqualTo(1);
            assertThat(utf8.json().path("rejected").get(0).path("detail").asText())
                    .contains("not valid UTF-8");
            assertThat(twice.json().path("accepted").asInt()).isEqualTo(1);
            assertThat(twice.json().path("rejected").findValuesAsText("detail"))
                    .allSatisfy(detail -> assertThat(detail).contains("given twice"));
        }

        @Test
        void labels_clocks_of_1970_and_2100() {
            var answer = server.lines("{\"id\":\"a\",\"type\":\"action\",\"occurred_at\":\"1970-01-01T00:00:01Z\"}\n"
                    + "{\"id\":\"b\",\"type\":\"action\",\"occurred_at\":\"2100-01-01T00:00:00Z\"}\n"
                    + "{\"id\":\"c\",\"type\":\"action\",\"occurred_at\":\"yesterday\"}");

            assertThat(answer.json().path("accepted").asInt()).isEqualTo(2);
            assertThat(answer.json().path("warnings").findValuesAsText("pointer"))
                    .containsExactly("/occurred_at", "/occurred_at");
            assertThat(answer.json().path("rejected").get(0).path("pointer").asText())
                    .isEqualTo("/occurred_at");
            assertThat(log.events().stream().map(event -> event.labels().get("clock")))
                    .containsExactly("before_2000", "ahead");
        }

        @Test
        void refuses_an_id_that_belongs_to_another_event() {
            server.events("{\"id\":\"a\",\"type\":\"action\",\"action\":{\"tool\":\"Bash\"}}");
            var same = server.events("{\"id\":\"a\",\"type\":\"action\",\"action\":{\"tool\":\"Bash\"}}");
            var other = server.events("{\"id\":\"a\",\"type\":\"action\",\"action\":{\"tool\":\"Read\"}}");

            assertThat(same.json().path("duplicates").asInt()).isEqualTo(1);
            assertThat(other.json().path("rejected").get(0).path("id").asText()).isEqualTo("a");
            assertThat(other.json().path("rejected").get(0).path("pointer").asText())
                    .isEqualTo("/id");
            assertThat(other.json().path("rejected").get(0).path("detail").asText())
                    .contains("already used by a different event");
            assertThat(log.events()).hasSize(1);
            assertThat(log.rejections()).hasSize(1);
        }
    }

    @Nested
    class Limits {

        @Test
        void refuses_what_is_too_large_compressed_or_not() {
            byte[] large = ("{\"type\":\"action\"}" + " ".repeat(17 << 20)).getBytes(StandardCharsets.UTF_8);

            assertThat(server.post("/v1/events", "application/json", large).status())
                    .isEqualTo(413);
            var bomb =
                    server.post("/v1/events", "application/json", IngestServer.gzip(large), "Content-Encoding", "gzip");
            assertThat(bomb.status()).isEqualTo(413);
            assertThat(log.events()).isEmpty();
        }

        @Test
        void stops_reading_a_body_of_unknown_length_at_the_limit() throws Exception {
            long sent = 0;
            try (var socket = new Socket("127.0.0.1", server.port())) {
                var out = socket.getOutputStream();
                out.write(("POST /v1/events HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer sender-token\r\n"
                                + "Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
                byte[] chunk = ("10000\r\n" + " ".repeat(0x10000) + "\r\n").getBytes(StandardCharsets.US_ASCII);
                try {
                    for (; sent < 100L << 20; sent += 0x10000) {
                        out.write(chunk);
                    }
                } catch (IOException closedByServer) {
                    // The answer may be there all the same; whether it is depends on the network stack.
                }
            }

            assertThat(sent).isLessThan(60L << 20);
            assertThat(server.events("{\"type\":\"action\"}").status()).isEqualTo(200);
        }

        @Test
        void bounds_numbers_and_keys() {
            var number = "{\"type\":\"action\",\"sensor\":{\"seq\":1" + "0".repeat(1_000_000) + "}}";
            var keys = new StringBuilder("{\"type\":\"action\",\"action\":{\"arguments\":{\"k\":0");
            for (int i = 0; i < 1_000_000; i++) {
                keys.append(",\"").append(i).append("\":0");
            }
            var answer = server.lines(number + "\n" + keys + "}}}\n{\"id\":\"good\",\"type\":\"action\"}");

            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.json().path("rejected").findValuesAsText("index")).containsExactly("0", "1");
            assertThat(answer.json().path("rejected").get(1).path("pointer").asText())
                    .isEqualTo("/action/arguments");
            assertThat(answer.json().path("accepted").asInt()).isEqualTo(1);
        }

        @Test
        void only_engineers_ask_for_fingerprints() {
            var request = server.request("/v1/fingerprints", "application/json")
                    .setHeader("Authorization", "Bearer sender-token")
                    .POST(HttpRequest.BodyPublishers.ofString("{\"secret\":\"x\"}"))
                    .build();

            assertThat(server.send(request).status()).isEqualTo(403);
            assertThat(server.post("/v1/fingerprints", "application/json", "{\"secret\":7}")
                            .status())
                    .isEqualTo(400);
        }

        @Test
        void refuses_unknown_types_encodings_and_parameters() {
            assertThat(server.post("/v1/events", "text/csv", "a,b").status()).isEqualTo(415);
            assertThat(server.post("/v1/events", "application/json", "{}", "Content-Encoding", "br")
                            .status())
                    .isEqualTo(415);
            assertThat(server.post("/v1/events", "application/json", "not gzip", "Content-Encoding", "gzip")
                            .status())
                    .isEqualTo(400);
            assertThat(server.post("/v1/events?x=1", "application/json", "{\"type\":\"action\"}")
                            .status())
                    .isEqualTo(400);
        }

        @Test
        void never_answers_2xx_for_what_the_log_did_not_take() {
            log.fail(true);
            var failed = server.events("{\"id\":\"a\",\"type\":\"action\"}");
            log.fail(false);
            var again = server.events("{\"id\":\"a\",\"type\":\"action\"}");

            assertThat(failed.status()).isEqualTo(503);
            assertThat(failed.raw().headers().firstValue("Retry-After")).isPresent();
            assertThat(again.json().path("accepted").asInt()).isEqualTo(1);
        }

        @Test
        void turns_senders_away_while_too_much_waits_for_the_log() throws Exception {
            var small = new IngestSettings(1 << 20, 1 << 20, 1, 100, Duration.ofMillis(1), Duration.ofSeconds(1));
            try (var busy = new IngestServer(log, Clock.fixed(NOW, ZoneOffset.UTC), small)) {
                log.hold();
                var first = java.util.concurrent.CompletableFuture.supplyAsync(
                        () -> busy.events("{\"id\":\"a\",\"type\":\"action\"}"));
                org.awaitility.Awaitility.await().until(() -> log.heldCount() == 1);

                var turnedAway = busy.events("{\"id\":\"b\",\"type\":\"action\"}");
                log.release();

                assertThat(turnedAway.status()).isEqualTo(429);
                assertThat(turnedAway.raw().headers().firstValue("Retry-After")).isPresent();
                assertThat(first.get().json().path("accepted").asInt()).isEqualTo(1);
            }
        }
    }

    private static String numbered(int from, int to, String separator) {
        return IntStream.range(from, to)
                .mapToObj(i -> "{\"id\":\"e" + i + "\",\"type\":\"action\",\"session\":{\"id\":\"s\"}}")
                .collect(Collectors.joining(separator));
    }

    @Test
    void a_native_credential_without_a_secret_stays_as_it_is() {
        server.events("{\"type\":\"credential\",\"phase\":\"used\",\"credential\":{\"provider_id\":\"AKIA"
                + "IOSFODNN7EXAMPLE" + "\",\"fingerprint\":null},\"labels\":{\"a\":\"b\"}}");

        Credential credential = log.events().get(0).credential();
        assertThat(credential.providerId()).isEqualTo("AKIA" + "IOSFODNN7EXAMPLE");
        assertThat(log.events().get(0).labels()).isEqualTo(Map.of("a", "b"));
    }
}
