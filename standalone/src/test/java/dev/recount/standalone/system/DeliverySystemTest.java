package dev.recount.standalone.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.recount.runtime.access.Role;
import dev.recount.runtime.access.TokenEntry;
import dev.recount.runtime.access.TokenFormat;
import dev.recount.runtime.settings.Secret;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Delivery from outside: its routes, who may use them, its file while it changes, and the canary. */
class DeliverySystemTest {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final Secret SENDER = TokenFormat.generate(Role.SENDER, new SecureRandom());

    @TempDir
    private static Path folder;

    private static WebhookTarget target;
    private static RunningRecount recount;
    private static Path alertsFile;

    @BeforeAll
    static void start() throws IOException {
        target = new WebhookTarget();
        var environment = new HashMap<>(target.environment(folder));
        alertsFile = Path.of(environment.get("RECOUNT_ALERTS_FILE"));
        var tokens = Files.writeString(
                folder.resolve("tokens.yaml"),
                "- {name: door, role: sender, sha256: %s}\n"
                        .formatted(TokenEntry.of("door", Role.SENDER, SENDER).sha256()));
        environment.put("RECOUNT_TOKENS", tokens.toString());
        environment.put("RECOUNT_CANARY_INTERVAL", "1s");
        recount = RunningRecount.start(RunningRecount.onClassPath(), folder.resolve("data"), environment);
    }

    @AfterAll
    static void stop() {
        recount.close();
        target.close();
    }

    private static JsonNode get(String path) {
        try {
            return MAPPER.readTree(recount.get(path));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** An incident of its own, told to the target. */
    private static String incident(String session) {
        var lines = new StringBuilder();
        for (String phase : List.of("discovered", "used")) {
            lines.append("""
                    {"id":"%1$s-%2$s","type":"credential","phase":"%2$s","occurred_at":"%3$s","session":{"id":"%1$s"},\
                    "actor":{"id":"agent:a","kind":"agent"},"action":{"operation":"volumeDelete","verb":"destroy"},\
                    "credential":{"fingerprint":"fp_%1$s","custody":"found"}}
                    """.formatted(session, phase, Instant.now()));
        }
        recount.post("/v1/events", "application/x-ndjson", lines.toString().getBytes(StandardCharsets.UTF_8));
        await().atMost(SOON).until(() -> told(session).size() == 1);
        return told(session).get(0).incident();
    }

    private static List<WebhookTarget.Received> told(String session) {
        return target.received().stream()
                .filter(each ->
                        each.body().at("/data/incident/sessions/0").asText().equals(session))
                .toList();
    }

    private static List<String> types(String session) {
        return told(session).stream().map(WebhookTarget.Received::type).toList();
    }

    @Test
    void an_incident_is_told_acknowledged_resolved_and_every_attempt_is_shown() {
        var id = incident("s-told");
        recount.send("POST", "/v1/incidents/" + id + "/acknowledge", "");
        await().atMost(SOON).until(() -> types("s-told").contains("incident.acknowledged"));
        recount.send("POST", "/v1/incidents/" + id + "/resolve", "");
        await().atMost(SOON).untilAsserted(() -> assertThat(types("s-told"))
                .containsExactly("incident.opened", "incident.acknowledged", "incident.resolved"));
        await().atMost(SOON).untilAsserted(() -> assertThat(get("/v1/incidents/" + id + "/deliveries")
                        .path("items")
                        .path(0)
                        .path("attempts"))
                .hasSize(3)
                .allSatisfy(
                        attempt -> assertThat(attempt.path("outcome").asText()).isEqualTo("delivered")));
        assertThat(get("/v1/incidents/" + id + "/card").path("text").asText()).contains("RESOLVED");
    }

    @Test
    void what_was_told_can_be_told_again_under_its_own_id() {
        var id = incident("s-again");
        recount.send("POST", "/v1/incidents/" + id + "/deliveries/target/resend", "");
        await().atMost(SOON).until(() -> told("s-again").size() == 2);

        assertThat(told("s-again"))
                .extracting(WebhookTarget.Received::id)
                .containsOnly(told("s-again").get(0).id());
    }

    @Test
    void a_channel_can_be_tried() throws IOException {
        var answer = MAPPER.readTree(recount.send("POST", "/v1/channels/target/test", ""));

        assertThat(answer.path("delivered").asBoolean()).isTrue();
        assertThat(target.received()).extracting(WebhookTarget.Received::type).contains("test");
        assertThat(recount.command("alerts", "test", "target"))
                .isEqualTo(new RunningRecount.CommandRun(0, "target: delivered, HTTP 204\n"));
    }

    @Test
    void whoever_only_sends_events_may_do_none_of_this_and_what_is_not_there_is_not_found() throws Exception {
        var id = incident("s-roles");
        var routes = List.of(
                "GET /v1/incidents/" + id + "/deliveries",
                "GET /v1/deliveries",
                "GET /v1/incidents/" + id + "/card",
                "POST /v1/incidents/" + id + "/deliveries/target/resend",
                "POST /v1/incidents/" + id + "/acknowledge",
                "POST /v1/incidents/" + id + "/resolve",
                "GET /v1/channels",
                "POST /v1/channels/target/test",
                "POST /v1/channels/target/resend",
                "GET /v1/canary");
        var statuses = new ArrayList<Integer>();
        for (String route : routes) {
            statuses.add(status(route, SENDER.reveal()));
        }
        assertThat(statuses).hasSize(routes.size()).containsOnly(403);
        assertThat(status("GET /v1/canary", "nobody")).isEqualTo(401);
        assertThat(status("GET /v1/incidents/inc_none/deliveries", null)).isEqualTo(404);
        assertThat(status("POST /v1/incidents/" + id + "/deliveries/other/resend", null))
                .isEqualTo(404);
        assertThat(status("POST /v1/channels/other/test", null)).isEqualTo(404);
        assertThat(status("POST /v1/channels/other/resend", null)).isEqualTo(404);
        assertThat(types("s-roles")).containsExactly("incident.opened");
    }

    private static int status(String route, String token) throws Exception {
        var parts = route.split(" ");
        var request = recount.request(parts[1]).method(parts[0], HttpRequest.BodyPublishers.noBody());
        if (token != null) {
            request.setHeader("Authorization", "Bearer " + token);
        }
        return HttpClient.newHttpClient()
                .send(request.build(), HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }

    @Test
    void a_changed_file_is_taken_without_a_restart_and_a_broken_one_is_not() throws IOException {
        var before = Files.readString(alertsFile);
        Files.writeString(
                alertsFile,
                before.replace(
                                "channels: [",
                                "channels: [{name: second, type: webhook, url: \"http://127.0.0.1:9/\","
                                        + " allow_private: true}, ")
                        .replace("routes: [", "routes: [{channel: second, min_level: critical, rules: [NONE]}, "));
        await().atMost(SOON).until(() -> get("/v1/channels").path("items").size() == 2);

        Files.writeString(alertsFile, before.replace("type: webhook", "type: webhok"));
        await().atMost(SOON)
                .until(() -> !get("/v1/channels").path("file_problems").isEmpty());
        assertThat(get("/v1/channels").path("items")).hasSize(2);
        assertThat(get("/v1/channels").path("file_problems").path(0).asText()).contains("webhook");

        Files.writeString(alertsFile, before);
        await().atMost(SOON).until(() -> get("/v1/channels").path("items").size() == 1);
        assertThat(get("/v1/channels").path("file_problems")).isEmpty();
    }

    @Test
    void a_channel_that_is_away_is_told_of_in_one_message_and_cannot_be_told_again_once_it_is_no_more()
            throws Exception {
        var before = Files.readString(alertsFile);
        Files.writeString(
                alertsFile,
                before.replace(
                                "channels: [",
                                "channels: [{name: away, type: ntfy, url: \"http://127.0.0.1:9/\", topic: nobody,"
                                        + " allow_private: true}, ")
                        .replace("routes: [", "routes: [{channel: away, min_level: informational}, "));
        await().atMost(SOON).until(() -> get("/v1/channels").path("items").size() == 2);
        var id = incident("s-away");
        await().atMost(SOON).until(() -> typesOf("undelivered:away").contains("delivery.failed"));

        Files.writeString(alertsFile, before);
        await().atMost(SOON).untilAsserted(() -> assertThat(typesOf("undelivered:away"))
                .containsExactly("delivery.failed", "incident.resolved"));
        assertThat(status("POST /v1/incidents/" + id + "/deliveries/away/resend", null))
                .isEqualTo(409);
        assertThat(get("/v1/incidents/" + id + "/deliveries").findValuesAsText("state"))
                .containsExactlyInAnyOrder("failed", "delivered");
    }

    private static List<String> typesOf(String incident) {
        return target.received().stream()
                .filter(each -> each.incident().equals(incident))
                .map(WebhookTarget.Received::type)
                .toList();
    }

    @Test
    void what_somebody_does_in_pagerduty_is_done_here_too_once_it_is_signed() throws Exception {
        var before = Files.readString(alertsFile);
        var url = before.replaceFirst("(?s).*url: \"([^\"]+)\".*", "$1");
        Files.writeString(
                alertsFile,
                before.replace("channels: [", """
                                channels: [{name: pd, type: pagerduty, url: "%s", allow_private: true, routing_key: "%s",
                                webhook_secret: shared},\s""".formatted(url, "k".repeat(32)))
                        .replace("routes: [", "routes: [{channel: pd, min_level: informational}, "));
        await().atMost(SOON).until(() -> get("/v1/channels").path("items").size() == 2);
        var id = incident("s-pagerduty");
        var body = """
                {"event":{"id":"1","event_type":"incident.acknowledged","occurred_at":"%s","agent":{"id":"P1",\
                "type":"user_reference","summary":"Dana"},"data":{"incident_key":"recount/%s"}}}""".formatted(Instant.now(), id);

        assertThat(answer(body, "v1=00")).isEqualTo(401);
        assertThat(answer(body, signature(body))).isEqualTo(204);
        assertThat(answer(body, signature(body))).isEqualTo(204);
        await().atMost(SOON).until(() -> types("s-pagerduty").contains("incident.acknowledged"));
        var history = get("/v1/incidents/" + id).path("history");
        assertThat(history).hasSize(1);
        assertThat(history.path(0).path("by").asText()).isEqualTo("pagerduty:P1");
        Files.writeString(alertsFile, before);
        await().atMost(SOON).until(() -> get("/v1/channels").path("items").size() == 1);
    }

    private static String signature(String body) throws GeneralSecurityException {
        var mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec("shared".getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        return "v1=" + HexFormat.of().formatHex(mac.doFinal(body.getBytes(StandardCharsets.UTF_8)));
    }

    private static int answer(String body, String signature) throws Exception {
        var request = HttpRequest.newBuilder(recount.uri().resolve("/v1/channels/pd/answers"))
                .header("X-PagerDuty-Signature", signature)
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        return HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }

    @Test
    void curl_reads_the_alert_stream_with_a_cookie_and_goes_on_behind_the_last_id_without_loss() throws IOException {
        var header = "Authorization: "
                + recount.request("/")
                        .build()
                        .headers()
                        .firstValue("Authorization")
                        .orElseThrow();
        var jar = folder.resolve("cookies").toString();
        assertThat(CurlStream.status(recount, "/v1/alerts/stream/session", "-X", "POST", "-H", header, "-c", jar))
                .isZero();
        var seen = new ArrayList<String>();
        try (var stream = new CurlStream(recount, "-b", jar, "-H", "Last-Event-ID: -1")) {
            incident("s-curl-1");
            await().atMost(SOON).until(() -> stream.tellsOf("s-curl-1"));
            seen.addAll(stream.ids());
        }
        incident("s-curl-2");
        try (var stream = new CurlStream(recount, "-H", header, "-H", "Last-Event-ID: " + seen.get(seen.size() - 1))) {
            incident("s-curl-3");
            await().atMost(SOON).until(() -> stream.tellsOf("s-curl-2") && stream.tellsOf("s-curl-3"));
            seen.addAll(stream.ids());
        }
        try (var whole = new CurlStream(recount, "-b", jar, "-H", "Last-Event-ID: -1")) {
            await().atMost(SOON).until(() -> whole.ids().size() >= seen.size());
            assertThat(whole.ids()).startsWith(seen.toArray(String[]::new));
        }
    }

    @Test
    void canaries_arrive_and_nobody_sees_them_unasked() throws Exception {
        await().atMost(SOON).until(() -> get("/v1/canary").path("items").size() >= 2);

        assertThat(get("/v1/canary").path("state").asText()).isEqualTo("answering");
        assertThat(get("/v1/canary").path("items").path(0).path("outcome").asText())
                .isEqualTo("answered");
        assertThat(Pages.all(recount, "/v1/alerts"))
                .noneMatch(alert -> alert.at("/rule/id").asText().startsWith("CANARY"));
        assertThat(Pages.all(recount, "/v1/alerts?status=signal"))
                .anyMatch(alert -> alert.at("/rule/id").asText().equals("CANARY-01"));
        assertThat(recount.get("/v1/events?limit=1000")).doesNotContain("recount-canary");
        assertThat(recount.get("/v1/events?tool=recount-canary")).contains("recount-canary");
        assertThat(recount.get("/v1/incidents?limit=1000")).doesNotContain("CANARY");
        assertThat(target.received().toString()).doesNotContain("CANARY");
        assertThat(recount.get("/metrics"))
                .contains("recount_canary_latency_seconds_count")
                .contains("recount_canary_runs_total{outcome=\"answered\"}");
        assertThat(recount.get("/readyz")).contains("\"canary\"");
    }
}
