package dev.recount.standalone.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recount.ingest.log.EventLog;
import dev.recount.runtime.health.Check;
import dev.recount.topic.Topic;
import dev.recount.topic.Topics;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class GuardedLogTest {

    private static final long SEED = 20260424;
    private static final int FULL_AT = 500;

    private final List<String> written = new ArrayList<>();
    private final List<String> acknowledged = new ArrayList<>();
    private final List<String> refused = new ArrayList<>();

    @Test
    void acknowledges_what_is_written_and_nothing_else_while_the_disk_fills_and_empties() {
        var random = new Random(SEED);
        long[] used = {0};
        var log = new GuardedLog(new Written(used), () -> {
            if (used[0] >= FULL_AT) {
                throw new IOException("the disk is nearly full");
            }
        });

        for (int i = 0; i < 2_000; i++) {
            var id = "e" + i;
            log.append(
                    Topics.EVENTS, id, new byte[] {1}, failure -> (failure == null ? acknowledged : refused).add(id));
            if (used[0] >= FULL_AT && random.nextInt(100) == 0) {
                used[0] = 0;
            }
        }

        assertThat(acknowledged).as("seed " + SEED).isEqualTo(written).doesNotHaveDuplicates();
        assertThat(refused).isNotEmpty().doesNotContainAnyElementsOf(written);
        assertThat(acknowledged.size() + refused.size()).isEqualTo(2_000);
    }

    /** A log whose disk is not asked: what reaches it is written. */
    private final class Written implements EventLog {
        private final long[] used;

        Written(long[] used) {
            this.used = used;
        }

        @Override
        public void append(Topic topic, String key, byte[] value, Appended appended) {
            used[0] += value.length;
            written.add(key);
            appended.done(null);
        }

        @Override
        public String name() {
            return "written";
        }

        @Override
        public Check check() {
            return Check.up();
        }

        @Override
        public void close() {}
    }
}
