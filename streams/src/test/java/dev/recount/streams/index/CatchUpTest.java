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
        assertThat(catchUp.left(partition -> partition.equals(A) ? 2 : -1, 3)).isEqualTo(7);
        assertThat(catchUp.left(partition -> partition.equals(A) ? 8 : -1, 9)).isEqualTo(1);
        assertThat(catchUp.left(partition -> partition.equals(A) ? 9 : -1, 10)).isZero();
    }

    @Test
    void is_done_when_nothing_more_comes_although_offsets_are_left() {
        assertThat(catchUp.left(partition -> 8, 9)).isEqualTo(1);
        now.addAndGet(Duration.ofSeconds(2).toNanos());
        assertThat(catchUp.left(partition -> 8, 9)).isEqualTo(1);
        now.addAndGet(Duration.ofSeconds(2).toNanos());
        assertThat(catchUp.left(partition -> 8, 9)).isZero();
    }

    @Test
    void is_not_done_while_records_keep_coming() {
        for (int i = 0; i < 5; i++) {
            long indexed = i;
            assertThat(catchUp.left(partition -> 3, indexed)).isEqualTo(6);
            now.addAndGet(Duration.ofSeconds(2).toNanos());
        }
    }
}
