package dev.recount.standalone.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code recount ingest}, {@code streams} and {@code query} beside one Kafka, each a process, and kill -9 of any of the four
 * at random moments under load, until there are {@code -Drecount.incidents=} incidents. Every one is told, none wakes anybody
 * twice, and no acknowledgement is lost. It runs only where that is asked for.
 */
@EnabledIfSystemProperty(named = "recount.incidents", matches = "[0-9]+")
class KilledServicesTest {

    private static final int INCIDENTS = Integer.getInteger("recount.incidents", 0);
    private static final int KILLS = Integer.getInteger("recount.kills", 4);
    private static final String KAFKA = "kafka";

    private final long seed = Long.getLong("recount.seed", System.nanoTime());
    private final Random random = new Random(seed);
    private final PlantedLoad load = PlantedLoad.ofSequences("services", seed);
    private final Acknowledgements acknowledgements = new Acknowledgements();

    @Test
    @Timeout(value = 8, unit = TimeUnit.MINUTES)
    void whichever_process_dies_every_incident_is_told_once_and_stays_acknowledged(@TempDir Path folder)
            throws Exception {
        System.err.println("KilledServicesTest seed " + seed + " (replay with -Drecount.seed=" + seed + ")");
        var victims = new StringBuilder();
        try (var target = new WebhookTarget();
                var kafka = LocalKafka.start(folder.resolve(KAFKA));
                var services = ThreeServices.start(folder, kafka.bootstrap(), environment(target, folder))) {
            for (int kill = 0; kill < KILLS || load.acknowledgedSequences() < INCIDENTS; kill++) {
                victims.append(killOne(kafka, services)).append(' ');
            }
            load.sendUnanswered(services.ingest());
            load.awaitExactlyOnce(services.query());
            int incidents = ToldOnce.assertEvery(services.query(), target);
            acknowledgements.assertNoneIsLost(services.query(), target);
            assertCanariesArrive(services.query());
            System.err.printf(
                    "KilledServicesTest: killed %s, %d incidents told once in %d messages, %d acknowledgements kept%n",
                    victims, incidents, target.received().size(), acknowledgements.count());
        }
        assertThat(load.acknowledgedSessions()).isGreaterThan(KILLS);
    }

    private static Map<String, String> environment(WebhookTarget target, Path folder) throws IOException {
        Map<String, String> environment = new HashMap<>(target.environment(folder));
        environment.put("RECOUNT_CANARY_INTERVAL", "2s");
        return environment;
    }

    /** Detection, in one process, answers what delivery, in another, has sent. */
    private static void assertCanariesArrive(RunningRecount query) {
        var now = Pages.encode(Instant.now().toString());
        await().atMost(Duration.ofSeconds(30)).until(() -> Pages.json(query.get("/v1/canary?from=" + now))
                .toString()
                .contains("\"answered\""));
    }

    /** Load, a death in the middle of it, and a start again; answers who died. */
    private String killOne(LocalKafka kafka, ThreeServices services) throws Exception {
        int pick = random.nextInt(ThreeServices.NAMES.size() + 1);
        var victim = pick == ThreeServices.NAMES.size() ? KAFKA : ThreeServices.NAMES.get(pick);
        int before = 400 + random.nextInt(2_500);
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(before + 500);
        var sending = CompletableFuture.runAsync(() -> load.sendUntil(services.ingest(), deadline));
        var responder = acknowledgements.in(services.query(), deadline);
        CompletableFuture.runAsync(
                        () -> kill(victim, kafka, services),
                        CompletableFuture.delayedExecutor(before, TimeUnit.MILLISECONDS))
                .get(120, TimeUnit.SECONDS);
        sending.get(30, TimeUnit.SECONDS);
        responder.get(90, TimeUnit.SECONDS);
        return victim;
    }

    private static void kill(String victim, LocalKafka kafka, ThreeServices services) {
        try {
            if (victim.equals(KAFKA)) {
                kafka.kill();
                kafka.startAgain();
            } else {
                services.service(victim).kill();
                services.startAgain(victim);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
