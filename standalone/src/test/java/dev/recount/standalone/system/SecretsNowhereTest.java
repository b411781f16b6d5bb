package dev.recount.standalone.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recount.standalone.demo.Scenario;
import dev.recount.standalone.demo.ScenarioPlayer;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Secrets go in through every door, in good input and in bad, and are then looked for in every record of every topic
 * (batches decoded by a consumer), in every file of the data directory, and in the API's answers.
 */
class SecretsNowhereTest {

    private final Map<String, String> secrets = new LinkedHashMap<>();
    private final List<String> answers = new ArrayList<>();

    @Test
    void the_secrets_that_went_in_are_nowhere(@TempDir Path data) throws IOException {
        try (var recount = RunningRecount.start(data)) {
            playTheIncident(recount);
            sendThroughEveryDoor(recount);
            Sentinels.awaitAlerts(recount, UUID.randomUUID().toString());
            readEverything(recount);
            var topics = EveryRecord.of(recount.bootstrap());
            assertThat(topics.keySet()).contains("recount.events", "recount.alerts", "recount.rejected");
            topics.forEach((topic, bytes) -> assertClean("topic " + topic, bytes));
        }
        assertClean("the API's answers", String.join("\n", answers));
        try (var files = Files.walk(data)) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                assertClean(data.relativize(file).toString(), Files.readString(file, StandardCharsets.ISO_8859_1));
            }
        }
    }

    private void playTheIncident(RunningRecount recount) throws IOException {
        var player = new ScenarioPlayer(
                (method, query, json) -> keep(recount.send(method, query.toString(), json)),
                Clock.systemUTC(),
                Double.POSITIVE_INFINITY);
        var incident = Scenario.load(Scenario.class, "nine-seconds.json");
        player.prepare(incident);
        player.play(incident, step -> {});
        secrets.putAll(player.secrets());
    }

    private void sendThroughEveryDoor(RunningRecount recount) {
        var github = secret("github", "ghp" + "_" + letters(36));
        var password = secret("password", letters(18));
        var bearer = secret("bearer", letters(40));
        var rejected = secret("rejected", "ghp" + "_" + letters(36));
        post(
                recount,
                "/v1/events",
                "{\"type\":\"action\",\"action\":{\"summary\":\"curl -H 'Authorization: Bearer "
                        + bearer + "' https://x.example\",\"arguments\":{\"nested\":\"{\\\"token\\\":\\\"" + github
                        + "\\\"}\"}},"
                        + "\"labels\":{\"password\":\"" + password + "\"}}");
        var word = secret("plain word", "sesame" + letters(12).replaceAll("[^a-z]", "") + "please");
        post(
                recount,
                "/v1/events",
                "{\"type\":\"action\",\"action\":{\"summary\":\"export API_TOKEN=" + word
                        + "\",\"arguments\":{\"client_secret\":\"" + word + "\"}}}");
        post(
                recount,
                "/v1/events",
                "{\"type\":\"credential\",\"phase\":\"used\",\"credential\":{\"secret\":\"" + bearer + "\"}}");
        post(recount, "/v1/events", "{\"type\":\"nonsense\",\"note\":\"" + rejected + "\"}");
        post(recount, "/v1/events", "{\"type\":\"action\",\"action\":{\"summary\":\"token=" + rejected + "\"");
        post(
                recount,
                "/v1/ingest/hooks/claude-code",
                "{\"hook_event_name\":\"PostToolUse\",\"session_id\":\"s-secret\",\"tool_name\":\"Bash\",\"tool_use_id\":\"t1\","
                        + "\"tool_input\":{\"command\":\"mysql --password=" + password + " -e 'select 1'\"},"
                        + "\"tool_response\":{\"stdout\":\"export GITHUB_TOKEN=" + github + "\"}}");
        post(recount, "/v1/ingest/hooks/claude-code", "{\"hook_event_name\":7,\"token\":\"" + rejected + "\"}");
        post(
                recount,
                "/v1/ingest/audit/cloudtrail",
                "{\"Records\":[{\"eventVersion\":\"1.11\",\"eventID\":\"" + UUID.randomUUID()
                        + "\",\"eventTime\":\"2026-04-24T16:00:00Z\",\"eventSource\":\"secretsmanager.amazonaws.com\","
                        + "\"eventName\":\"PutSecretValue\",\"requestParameters\":{\"secretString\":\"" + password
                        + "\"}}]}");
        post(recount, "/v1/ingest/audit/cloudtrail", "{\"Records\":[{\"password\":\"" + rejected + "\"}]}");
    }

    private String secret(String name, String value) {
        secrets.put(name, value);
        return value;
    }

    private static String letters(int count) {
        var random = new java.security.SecureRandom();
        var alphabet = "ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz23456789";
        var text = new StringBuilder();
        for (int i = 0; i < count; i++) {
            text.append(alphabet.charAt(random.nextInt(alphabet.length())));
        }
        return text.toString();
    }

    private void post(RunningRecount recount, String path, String body) {
        var response = recount.postLater(path, "application/json", body.getBytes(StandardCharsets.UTF_8))
                .join();
        keep(response.body());
    }

    private String keep(String answer) {
        answers.add(answer);
        return answer;
    }

    private void readEverything(RunningRecount recount) {
        for (var path : List.of("/v1/events", "/v1/alerts", "/v1/incidents", "/v1/registry/credentials")) {
            Pages.all(recount, path).forEach(item -> answers.add(item.toString()));
        }
    }

    private void assertClean(String place, String text) {
        secrets.forEach((name, secret) -> {
            for (var form : List.of(
                    secret,
                    URLEncoder.encode(secret, StandardCharsets.UTF_8),
                    Base64.getEncoder().withoutPadding().encodeToString(secret.getBytes(StandardCharsets.UTF_8)))) {
                assertThat(text.contains(form))
                        .as("%s stands in %s", name, place)
                        .isFalse();
            }
        });
    }
}
