package dev.recount.streams.index;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class CatchUpTest {

    private static final TopicPartition A = new TopicPartition("a", 0);
    private static final TopicPartition EMPTY = new TopicPartition("empty", 0);

    private final CatchUp catchUp = new CatchUp(Map.of(A, 10L, EMPTY, 0L));

    @Test
    void is_done_when_every_partition_has_been_read_to_where_it_ended() {
        assertThat(catchUp.left(partition -> partition.equals(A) ? 3 : 0)).isEqualTo(7);
        assertThat(catchUp.left(partition -> partition.equals(A) ? 9 : 0)).isEqualTo(1);
        assertThat(catchUp.left(partition -> partition.equals(A) ? 10 : 0)).isZero();
    }

    @Test
    void is_not_done_while_nothing_comes() {
        for (int i = 0; i < 10; i++) {
            assertThat(catchUp.left(partition -> 0)).isEqualTo(10);
        }
    }
}
