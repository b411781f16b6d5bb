package dev.recount.standalone.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kill -9 under load at random moments, then start again on the same data. What was answered 2xx is there exactly once;
 * what was not answered is sent again, and is there exactly once too; every planted sequence has exactly one alert, and
 * the log that was sealed meanwhile is one history without a gap. Every incident was told, none was paged twice, and what
 * was acknowledged stays so. {@code -Drecount.kills=} sets how often at least, {@code -Drecount.incidents=} until how many
 * incidents.
 */
class KillNineTest {

    private static final int KILLS = Integer.getInteger("recount.kills", 3);
    private static final int INCIDENTS = Integer.getInteger("recount.incidents", 0);

    private final long seed = Long.getLong("recount.seed", System.nanoTime());
    private final Random random = new Random(seed);
    private final PlantedLoad load =
            INCIDENTS == 0 ? new PlantedLoad("kill", seed) : PlantedLoad.ofSequences("kill", seed);
    private final Acknowledgements acknowledgements = new Acknowledgements();

    @Test
    @Timeout(value = 8, unit = TimeUnit.MINUTES)
    void what_was_acknowledged_is_there_exactly_once_and_no_alert_is_lost_or_doubled(
            @TempDir Path data, @TempDir Path folder) throws Exception {
        System.err.println("KillNineTest seed " + seed + " (replay with -Drecount.seed=" + seed + ")");
        var target = new WebhookTarget();
        var environment = target.environment(folder);
        int kills = 0;
        for (; kills < KILLS || load.acknowledgedSequences() < INCIDENTS; kills++) {
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
            int incidents = ToldOnce.assertEvery(recount, target);
            acknowledgements.assertNoneIsLost(recount, target);
            System.err.printf(
                    "KillNineTest: %d kills, %d incidents told once in %d messages, %d acknowledgements kept%n",
                    kills, incidents, target.received().size(), acknowledgements.count());
        }
        target.close();
        assertThat(load.acknowledgedSessions()).isGreaterThan(KILLS);
    }
}
