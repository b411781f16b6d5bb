package dev.recount.standalone.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kill -9 under load at random moments, then start again on the same data. What was answered 2xx is there exactly once;
 * what was not answered is sent again, and is there exactly once too; every planted sequence has exactly one alert, and
 * the log that was sealed meanwhile is one history without a gap.
 */
class KillNineTest {

    private static final int KILLS = Integer.getInteger("recount.kills", 3);

    private final long seed = Long.getLong("recount.seed", System.nanoTime());
    private final Random random = new Random(seed);
    private final PlantedLoad load = new PlantedLoad("kill", seed);

    @Test
    void what_was_acknowledged_is_there_exactly_once_and_no_alert_is_lost_or_doubled(@TempDir Path data)
            throws Exception {
        System.err.println("KillNineTest seed " + seed + " (replay with -Drecount.seed=" + seed + ")");
        for (int kill = 0; kill < KILLS; kill++) {
            var recount = RunningRecount.start(data);
            load.sendUntil(recount, System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(400 + random.nextInt(2_500)));
            recount.kill();
        }
        try (var recount = RunningRecount.start(data)) {
            load.sendUnanswered(recount);
            load.awaitExactlyOnce(recount);
            new SealedHistory(recount).assertItIsOne();
        }
        assertThat(load.acknowledgedSessions()).isGreaterThan(KILLS);
    }
}
