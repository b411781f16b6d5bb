package dev.recount.streams.story;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recount.streams.detect.RuleBook;
import dev.recount.streams.detect.RuleFiles;
import dev.recount.streams.replay.Detector;
import dev.recount.streams.replay.Replaying;
import dev.recount.streams.replay.Standing;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/**
 * Fleets of many sessions at once, with planted attacks. {@code bench/fleets} makes them as large as one likes and
 * prints the figures.
 */
class FleetTest {

    private static final Path FOLDER = Path.of("..", "detections", "fixtures");
    private static final RuleBook RULES = RuleFiles.shippedBook();
    private static final int SESSIONS = Integer.getInteger("recount.fleet.sessions", 60);
    private static final int SEEDS = Integer.getInteger("recount.fleet.seeds", 1);
    private static final long FIRST_SEED = Long.getLong("recount.fleet.seed", 1);

    @Test
    void every_planted_attack_is_found_and_nothing_else() throws IOException {
        for (long seed : seeds()) {
            var fleet = Fleet.of(FOLDER, seed, SESSIONS);
            var findings = new Findings(fleet, Replaying.of(RULES, fleet.events(), 3, fleet.end()));
            System.out.println("fleet of seed " + seed + ": " + findings.summary());
            assertThat(findings.otherwise()).as("seed %d", seed).isEmpty();
        }
    }

    @Test
    void a_replay_of_a_fleet_ends_as_living_through_it_whatever_the_partitions_and_the_order() throws IOException {
        for (long seed : seeds()) {
            var fleet = Fleet.of(FOLDER, seed, SESSIONS);
            var live = new Detector(RULES);
            live.acceptAll(fleet.delivered(seed));
            live.settle(fleet.end());
            var expected = Standing.of(live.alerts(), List.of()).alerts();
            for (int partitions : List.of(1, 3, 12)) {
                var replayed = Replaying.of(RULES, fleet.delivered(seed + partitions), partitions, fleet.end());
                assertThat(Standing.of(replayed, List.of()).alerts())
                        .as("seed %d, %d partitions", seed, partitions)
                        .containsExactlyElementsOf(expected);
            }
        }
    }

    private static long[] seeds() {
        return LongStream.range(FIRST_SEED, FIRST_SEED + SEEDS).toArray();
    }
}
