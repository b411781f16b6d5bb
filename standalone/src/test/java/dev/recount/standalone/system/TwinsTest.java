package dev.recount.standalone.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.recount.standalone.demo.Scenario;
import dev.recount.standalone.demo.ScenarioPlayer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The nine-second incident and its benign twins, as raw payloads through the real doors. */
class TwinsTest {

    @TempDir
    static Path data;

    private static RunningRecount recount;

    @BeforeAll
    static void start() throws IOException {
        recount = RunningRecount.start(data);
    }

    @AfterAll
    static void stop() {
        recount.close();
    }

    @Test
    void the_incident_raises_the_five_detections_as_one_incident() throws IOException {
        var player = play(Scenario.load(Scenario.class, "nine-seconds.json"));
        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
            assertThat(rulesThatSpoke(player.session()))
                    .containsExactlyInAnyOrder("SEQ-01", "SEQ-02", "SEQ-03", "SEQ-04", "SEQ-05");
            assertThat(incidents(player.session())).hasSize(1);
        });
        assertThat(incidents(player.session()).get(0).path("severity").asText()).isEqualTo("critical");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "deletes-what-it-created",
                "preview-teardown",
                "approved-change",
                "own-dotenv",
                "rotation",
                "domain-api",
                "undo-window"
            })
    void a_benign_twin_raises_nothing_above_low(String twin) throws IOException {
        var before = loudAlertIds();
        var player = play(Scenario.load(TwinsTest.class, "/dev/recount/standalone/demo/twins/" + twin + ".json"));
        settle(player);
        var loud = Pages.all(recount, "/v1/alerts").stream()
                .filter(TwinsTest::isLoud)
                .filter(alert -> !before.contains(alert.path("id").asText()))
                .toList();
        assertThat(loud).isEmpty();
    }

    @Test
    void a_replay_says_what_was_said_live_and_other_rules_say_something_else(@TempDir Path rules) throws IOException {
        var player = play(Scenario.load(Scenario.class, "nine-seconds.json"));
        settle(player);
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(
                        () -> assertThat(recount.command("replay").status()).isZero());

        Files.writeString(rules.resolve("mine.yml"), """
                title: Whatever was destroyed
                name: mine
                logsource: {product: recount, category: action}
                detection: {sel: {action.verb: destroy}, condition: sel}
                """);
        var replayed = recount.command("replay", "--rules", rules.toString(), "--output", "ndjson");

        assertThat(replayed.status()).isEqualTo(1);
        assertThat(replayed.output())
                .contains("{\"kind\":\"added\"", "{\"kind\":\"removed\"", "{\"kind\":\"rule\",\"id\":\"mine\"");
    }

    private static ScenarioPlayer play(Scenario scenario) throws IOException {
        var player = new ScenarioPlayer(
                (method, query, json) -> recount.send(method, query.toString(), json),
                Clock.systemUTC(),
                Double.POSITIVE_INFINITY);
        player.prepare(scenario);
        player.play(scenario, step -> {});
        return player;
    }

    /**
     * Waits until detection has certainly passed the twin's events: a sequence that must alert is sent after them in every
     * partition, and its alerts are awaited.
     */
    private static void settle(ScenarioPlayer player) {
        Sentinels.awaitAlerts(recount, "after-" + player.session());
    }

    private static Set<String> loudAlertIds() {
        return Pages.all(recount, "/v1/alerts").stream()
                .filter(TwinsTest::isLoud)
                .map(alert -> alert.path("id").asText())
                .collect(Collectors.toSet());
    }

    private static boolean isLoud(JsonNode alert) {
        return !alert.path("status").asText().equals("retracted")
                && Set.of("medium", "high", "critical")
                        .contains(alert.path("level").asText())
                && !Sentinels.isFrom(alert);
    }

    private static List<String> rulesThatSpoke(String session) {
        return Pages.all(recount, "/v1/alerts").stream()
                .filter(alert -> mentions(alert, session))
                .map(alert -> alert.path("rule").path("id").asText())
                .distinct()
                .toList();
    }

    private static List<JsonNode> incidents(String session) {
        return Pages.all(recount, "/v1/incidents").stream()
                .filter(incident -> incident.path("status").asText().equals("open"))
                .filter(incident -> mentions(incident, session))
                .toList();
    }

    private static boolean mentions(JsonNode node, String session) {
        for (JsonNode id : node.path("sessions")) {
            if (id.asText().equals(session)) {
                return true;
            }
        }
        return false;
    }
}
