package dev.recount.standalone.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.recount.standalone.demo.Scenario;
import dev.recount.standalone.demo.ScenarioPlayer;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The three services against a Kafka in a container: the same results as from one process, and whatever dies. */
@Tag("docker")
class ThreeServicesTest {

    private static final Duration LOAD = Duration.ofMillis(1_500);

    @TempDir
    static Path folder;

    private static ExternalKafka kafka;
    private static ThreeServices services;
    private static String firstTopics;
    private final long seed = Long.getLong("recount.seed", System.nanoTime());

    @BeforeAll
    static void start() throws IOException {
        kafka = ExternalKafka.start();
        firstTopics = createTopics();
        services = ThreeServices.start(folder, kafka.bootstrap());
    }

    @AfterAll
    static void stop() {
        if (services != null) {
            services.close();
        }
        if (kafka != null) {
            kafka.close();
        }
    }

    @Test
    void topics_create_makes_what_is_missing_and_leaves_alone_what_is_there() throws IOException {
        assertThat(firstTopics.lines()).isNotEmpty().allMatch(line -> line.startsWith("created  recount."));
        assertThat(createTopics()).isEqualTo(firstTopics.replace("created  ", "existing "));
    }

    private static String createTopics() throws IOException {
        var run = RunningRecount.run(Map.of("RECOUNT_BOOTSTRAP", kafka.bootstrap()), "topics", "create");
        assertThat(run.status()).isZero();
        return run.output();
    }

    @Test
    void the_incident_goes_in_at_one_service_and_comes_out_of_another_with_alerts_and_timeline() throws IOException {
        var player = new ScenarioPlayer(services, Clock.systemUTC(), Double.POSITIVE_INFINITY);
        var scenario = Scenario.load(Scenario.class, "nine-seconds.json");
        player.prepare(scenario);
        player.play(scenario, step -> {});
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            assertThat(incidents(player.session())).singleElement().satisfies(incident -> {
                assertThat(incident.path("severity").asText()).isEqualTo("critical");
                assertThat(Pages.texts(incident.path("rules")))
                        .containsExactlyInAnyOrder("SEQ-01", "SEQ-02", "SEQ-03", "SEQ-04", "SEQ-05");
            });
        });
        // Where others record, what was recorded within the last seconds is not settled, and so not in an answer yet.
        await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> assertThat(
                        Pages.all(services.query(), "/v1/timeline?session=" + Pages.encode(player.session())))
                .filteredOn(item -> item.path("event")
                        .path("action")
                        .path("operation")
                        .asText()
                        .equals("volumeDelete"))
                .isNotEmpty()
                .anySatisfy(item -> assertThat(item.path("links")).isNotEmpty()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ingest", "streams", "query"})
    void a_service_that_is_killed_and_started_again_loses_nothing_and_doubles_nothing(String victim)
            throws IOException {
        var load = new PlantedLoad("without-" + victim, seed);
        load.sendUntil(services.ingest(), System.nanoTime() + LOAD.toNanos());
        var more = sendLater(load);
        services.service(victim).kill();
        join(more);
        services.startAgain(victim);
        load.sendUnanswered(services.ingest());
        load.awaitExactlyOnce(services.query());
        assertThat(load.acknowledgedSessions()).isPositive();
    }

    @Test
    void a_broker_that_is_killed_and_started_again_has_lost_nothing_that_was_acknowledged() {
        var load = new PlantedLoad("without-kafka", seed);
        load.sendUntil(services.ingest(), System.nanoTime() + LOAD.toNanos());
        var more = sendLater(load);
        kafka.kill();
        join(more);
        int before = load.acknowledgedSessions();
        kafka.startAgain();
        load.sendUntilAcknowledged(services.ingest(), Duration.ofSeconds(60));
        load.awaitExactlyOnce(services.query());
        assertThat(load.acknowledgedSessions()).isGreaterThan(before);
    }

    /** Load that goes on while something dies. */
    private static CompletableFuture<Void> sendLater(PlantedLoad load) {
        return CompletableFuture.runAsync(() -> load.sendUntil(services.ingest(), System.nanoTime() + LOAD.toNanos()));
    }

    private static void join(CompletableFuture<Void> load) {
        try {
            load.get(60, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private static List<JsonNode> incidents(String session) {
        return Pages.all(services.query(), "/v1/incidents").stream()
                .filter(incident -> incident.path("status").asText().equals("open"))
                .filter(incident -> Pages.texts(incident.path("sessions")).contains(session))
                .toList();
    }
}
