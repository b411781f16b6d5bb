package dev.recount.standalone.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kill -9 under load at random moments, then start again on the same data. What was answered 2xx is there exactly once;
 * what was not answered is sent again, and is there exactly once too; every planted sequence has exactly one alert, and
 * the log that was sealed meanwhile is one history without a gap. Every incident was told, none was paged twice, and what
 * was acknowledged stays so. {@code -Drecount.kills=} sets how often; forty make about a thousand incidents.
 */
class KillNineTest {

    private static final int KILLS = Integer.getInteger("recount.kills", 3);

    private final long seed = Long.getLong("recount.seed", System.nanoTime());
    private final Random random = new Random(seed);
    private final PlantedLoad load = new PlantedLoad("kill", seed);
    private final Acknowledgements acknowledgements = new Acknowledgements();

    @Test
    void what_was_acknowledged_is_there_exactly_once_and_no_alert_is_lost_or_doubled(
            @TempDir Path data, @TempDir Path folder) throws Exception {
        System.err.println("KillNineTest seed " + seed + " (replay with -Drecount.seed=" + seed + ")");
        var target = new WebhookTarget();
        var environment = target.environment(folder);
        for (int kill = 0; kill < KILLS; kill++) {
            var recount = RunningRecount.start(RunningRecount.onClassPath(), data, environment);
            var responder = acknowledgements.in(recount);
            load.sendUntil(recount, System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(400 + random.nextInt(2_500)));
            recount.kill();
            responder.join();
        }
        try (var recount = RunningRecount.start(RunningRecount.onClassPath(), data, environment)) {
            load.sendUnanswered(recount);
            load.awaitExactlyOnce(recount);
            new SealedHistory(recount).assertItIsOne();
            assertEveryIncidentWasToldOnce(recount, target);
            acknowledgements.assertNoneIsLost(recount, target);
        }
        target.close();
        assertThat(load.acknowledgedSessions()).isGreaterThan(KILLS);
    }

    private static void assertEveryIncidentWasToldOnce(RunningRecount recount, WebhookTarget target) {
        var incidents = new ArrayList<String>();
        for (String status : List.of("open", "acknowledged")) {
            Pages.all(recount, "/v1/incidents?status=" + status)
                    .forEach(incident -> incidents.add(incident.path("id").asText()));
        }
        assertThat(incidents).isNotEmpty();
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(target.openings().keySet()).containsAll(incidents));
        assertThat(target.openings().values()).allSatisfy(ids -> assertThat(ids).hasSize(1));
        System.err.println("KillNineTest: " + incidents.size() + " incidents, "
                + target.received().size() + " messages, " + KILLS + " kills");
    }
}
