package dev.recount.query.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recount.streams.index.IndexEntry;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TimelineOrderTest {

    @Test
    void goes_by_time_then_sequence_then_recording() {
        var later = entry(0, 2, 7, 0);
        var tieSecond = entry(4, 1, 2, 5);
        var tieFirst = entry(9, 1, 1, 5);
        var unnumbered = entry(1, 1, IndexEntry.NO_SEQ, 0);

        assertThat(TimelineOrder.of(List.of(later, unnumbered, tieSecond, tieFirst)))
                .extracting(Placed::entry)
                .containsExactly(tieFirst, tieSecond, unnumbered, later);
    }

    @Test
    void within_a_session_the_sequence_wins_over_clocks() {
        var first = entry(0, 100, 1, 5);
        var skewed = entry(1, 40, 2, 5);
        var other = entry(2, 60, IndexEntry.NO_SEQ, 0);

        var placed = TimelineOrder.of(List.of(skewed, other, first));

        assertThat(placed).extracting(Placed::entry).containsExactly(other, first, skewed);
        assertThat(placed).extracting(Placed::skewMicros).containsExactly(0L, 0L, 60L);
    }

    @Test
    void sequences_of_different_sessions_are_not_compared() {
        var late = entry(0, 50, 1, 5);
        var early = entry(1, 40, 2, 6);

        assertThat(TimelineOrder.of(List.of(late, early)))
                .extracting(Placed::entry)
                .containsExactly(early, late);
    }

    @Test
    void does_not_depend_on_arrival_and_never_contradicts_a_sequence() {
        long seed = new Random().nextLong();
        var random = new Random(seed);
        var entries = new ArrayList<IndexEntry>();
        for (int i = 0; i < 400; i++) {
            long session = random.nextInt(4);
            long seq = session == 0 ? IndexEntry.NO_SEQ : random.nextInt(100);
            entries.add(entry(i, random.nextInt(1_000), seq, session));
        }
        var placed = TimelineOrder.of(entries);

        Collections.shuffle(entries, random);
        assertThat(TimelineOrder.of(entries)).as("seed %d", seed).isEqualTo(placed);
        var last = new HashMap<Long, Long>();
        for (Placed one : placed) {
            if (one.entry().hasSeq()) {
                assertThat(one.entry().seq())
                        .as("seed %d", seed)
                        .isGreaterThanOrEqualTo(last.getOrDefault(one.entry().session(), 0L));
                last.put(one.entry().session(), one.entry().seq());
            }
        }
        assertThat(placed).as("seed %d", seed).isSorted().hasSize(400);
    }

    private static IndexEntry entry(long offset, long atMicros, long seq, long session) {
        return new IndexEntry(0, offset, atMicros, seq, 0, session);
    }
}
