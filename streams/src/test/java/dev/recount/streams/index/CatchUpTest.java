package dev.recount.streams.index;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class CatchUpTest {

    private static final TopicPartition A = new TopicPartition("a", 0);
    private static final TopicPartition EMPTY = new TopicPartition("empty", 0);

    private final AtomicLong now = new AtomicLong();
    private final CatchUp catchUp = new CatchUp(Map.of(A, 10L, EMPTY, 0L), now::get);

    @Test
    void is_done_when_every_partition_has_been_read_to_where_it_ended() {
        assertThat(catchUp.isDone(partition -> partition.equals(A) ? 8 : -1, 9)).isFalse();
        assertThat(catchUp.isDone(partition -> partition.equals(A) ? 9 : -1, 10))
                .isTrue();
    }

    @Test
    void is_done_when_nothing_more_comes_although_offsets_are_left() {
        assertThat(catchUp.isDone(partition -> 8, 9)).isFalse();
        now.addAndGet(Duration.ofSeconds(2).toNanos());
        assertThat(catchUp.isDone(partition -> 8, 9)).isFalse();
        now.addAndGet(Duration.ofSeconds(2).toNanos());
        assertThat(catchUp.isDone(partition -> 8, 9)).isTrue();
    }

    @Test
    void is_not_done_while_records_keep_coming() {
        for (int i = 0; i < 5; i++) {
            long indexed = i;
            assertThat(catchUp.isDone(partition -> 3, indexed)).isFalse();
            now.addAndGet(Duration.ofSeconds(2).toNanos());
        }
    }
}
