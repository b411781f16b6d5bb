package dev.recount.streams.index;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import java.util.OptionalLong;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class FreshnessTest {

    private static final TopicPartition A = new TopicPartition("recount.events", 0);
    private static final TopicPartition B = new TopicPartition("recount.events", 1);

    private static final Instant NOON = Instant.parse("2026-04-24T12:00:00Z");

    private final Freshness freshness = new Freshness();

    @Test
    void nothing_is_known_before_the_second_look() {
        assertThat(freshness.behind()).isEmpty();
        freshness.look(NOON, Map.of(A, 5L), partition -> 5);
        assertThat(freshness.behind()).isEmpty();
        freshness.look(NOON, Map.of(A, 5L), partition -> 5);
        assertThat(freshness.behind()).isEqualTo(OptionalLong.of(0));
    }

    @Test
    void what_was_there_at_the_last_look_and_is_not_folded_at_this_one_counts() {
        freshness.look(NOON, Map.of(A, 10L, B, 3L), partition -> 0);
        freshness.look(NOON, Map.of(A, 90L, B, 3L), partition -> partition.equals(A) ? 7 : 0);

        assertThat(freshness.behind()).isEqualTo(OptionalLong.of(3 + 3));
    }

    @Test
    void what_came_since_the_last_look_does_not_count() {
        freshness.look(NOON, Map.of(A, 10L), partition -> 10);
        freshness.look(NOON, Map.of(A, 1_000L), partition -> 501);

        assertThat(freshness.behind()).isEqualTo(OptionalLong.of(0));
    }

    @Test
    void while_the_log_cannot_be_looked_at_nothing_is_known() {
        freshness.look(NOON, Map.of(A, 1L), partition -> 1);
        freshness.look(NOON, Map.of(A, 1L), partition -> 1);
        freshness.lost();

        assertThat(freshness.behind()).isEmpty();
    }

    @Test
    void what_was_recorded_before_a_look_is_settled_once_the_index_has_what_was_seen_there() {
        freshness.look(NOON, Map.of(A, 10L), partition -> 9);
        assertThat(freshness.settled()).isEmpty();

        freshness.look(NOON.plusSeconds(1), Map.of(A, 20L), partition -> 10);
        assertThat(freshness.settled()).contains(NOON);

        freshness.look(NOON.plusSeconds(2), Map.of(A, 30L), partition -> 30);
        assertThat(freshness.settled()).contains(NOON.plusSeconds(2));
    }

    @Test
    void it_stays_settled_while_the_log_cannot_be_looked_at() {
        freshness.look(NOON, Map.of(A, 1L), partition -> 1);
        freshness.lost();

        assertThat(freshness.settled()).contains(NOON);
    }
}
