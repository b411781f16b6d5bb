package dev.recount.streams.index;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class GapsTest {

    private static final TopicPartition A = new TopicPartition("a", 0);

    private final Set<Long> records = new HashSet<>();
    private long folded = -1;
    private int asked;

    private final Gaps gaps = new Gaps(
            (partition, from, end) -> {
                asked++;
                return records.stream().anyMatch(offset -> offset >= from && offset < end);
            },
            partition -> folded);

    @Test
    void what_holds_no_record_is_passed_once_the_index_stands_before_it() {
        folded = 8;

        lookTwice(10);
        assertThat(gaps.next(A)).isEqualTo(9);
        gaps.look(Map.of(A, 10L));
        assertThat(gaps.next(A)).isEqualTo(10);
    }

    @Test
    void a_partition_whose_records_are_all_deleted_is_passed() {
        lookTwice(5);
        gaps.look(Map.of(A, 5L));

        assertThat(gaps.next(A)).isEqualTo(5);
    }

    @Test
    void a_record_is_waited_for_and_looked_for_once() {
        records.add(9L);
        folded = 8;

        for (int i = 0; i < 20; i++) {
            gaps.look(Map.of(A, 10L));
        }

        assertThat(gaps.next(A)).isEqualTo(9);
        assertThat(asked).isEqualTo(1);
    }

    @Test
    void nobody_looks_into_the_log_while_the_index_moves() {
        for (folded = 0; folded < 20; folded++) {
            gaps.look(Map.of(A, 1_000L));
        }

        assertThat(asked).isZero();
    }

    @Test
    void what_comes_behind_a_gap_is_waited_for() {
        folded = 8;
        lookTwice(10);
        gaps.look(Map.of(A, 10L));
        records.add(10L);

        lookTwice(11);
        gaps.look(Map.of(A, 11L));

        assertThat(gaps.next(A)).isEqualTo(10);
    }

    private void lookTwice(long end) {
        gaps.look(Map.of(A, end));
        gaps.look(Map.of(A, end));
    }
}
