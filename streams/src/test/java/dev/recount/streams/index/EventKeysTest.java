package dev.recount.streams.index;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recount.codec.Micros;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class EventKeysTest {

    private static final List<String> IDS =
            List.of("", "a", "ab", "b", "ü", "a\u0000b", "\u0001a", "x".repeat(199), "x".repeat(5_000));

    @Test
    void keys_of_one_id_sort_by_time_then_sequence_then_offset() {
        long seed = new Random().nextLong();
        var random = new Random(seed);
        var entries = Stream.generate(() -> entry(random)).limit(2_000).toList();

        var byKey = new ArrayList<>(entries);
        byKey.sort(
                Comparator.comparing(entry -> EventKeys.entry(Dimension.SESSION, "s", entry), Arrays::compareUnsigned));

        var byOrder = new ArrayList<>(entries);
        byOrder.sort(Comparator.naturalOrder());
        assertThat(byKey).as("seed %d", seed).isEqualTo(byOrder);
    }

    @Test
    void gives_back_what_it_was_made_from() {
        long seed = new Random().nextLong();
        var random = new Random(seed);
        for (int i = 0; i < 500; i++) {
            var entry = entry(random);
            var id = IDS.get(random.nextInt(IDS.size()));
            byte[] key = EventKeys.entry(Dimension.ACTOR, id, entry);

            assertThat(EventKeys.entry(3, key, EventKeys.value(entry)))
                    .as("seed %d", seed)
                    .isEqualTo(entry);
        }
    }

    @Test
    void a_range_holds_the_keys_of_its_id_and_of_no_other() {
        long seed = new Random().nextLong();
        var random = new Random(seed);
        for (String id : IDS) {
            byte[] from = EventKeys.from(Dimension.RESOURCE, id, Long.MIN_VALUE);
            byte[] end = EventKeys.end(Dimension.RESOURCE, id);
            for (String other : IDS) {
                byte[] key = EventKeys.entry(Dimension.RESOURCE, other, entry(random));
                boolean inside = Arrays.compareUnsigned(from, key) <= 0 && Arrays.compareUnsigned(key, end) < 0;

                assertThat(inside)
                        .as("seed %d, %s in range of %s", seed, other, id)
                        .isEqualTo(id.equals(other));
            }
        }
    }

    @Test
    void long_ids_make_short_keys() {
        assertThat(EventKeys.byId("x".repeat(1_000_000))).hasSizeLessThan(64);
    }

    private static IndexEntry entry(Random random) {
        var clocks = List.of(
                Micros.of(Instant.parse("1969-12-31T23:59:59.999999Z")),
                0L,
                Micros.of(Instant.parse("2026-04-24T16:41:07.120000Z")),
                Micros.of(Instant.parse("2100-01-01T00:00:00Z")));
        return new IndexEntry(
                3,
                random.nextInt(1_000),
                clocks.get(random.nextInt(4)) + random.nextInt(3),
                random.nextBoolean() ? IndexEntry.NO_SEQ : random.nextInt(5) - 1,
                random.nextLong(),
                random.nextLong());
    }
}
