package dev.recount.streams.index;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recount.codec.Micros;
import dev.recount.event.EventType;
import dev.recount.event.Phase;
import dev.recount.event.SensorKind;
import dev.recount.event.Verb;
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
    void keys_of_one_id_sort_by_time_then_sequence_then_order_of_recording() {
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

            var sighting = sighting(entry, random);

            assertThat(EventKeys.entry(key, EventKeys.value(sighting)))
                    .as("seed %d", seed)
                    .isEqualTo(entry);
            assertThat(EventKeys.sighting(key, SightingBytes.of(sighting)))
                    .as("seed %d", seed)
                    .isEqualTo(sighting);
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

    private static Sighting sighting(IndexEntry entry, Random random) {
        var ids = List.of("", "evt-ü", "018F4E00-0000-7000-8000-000000000001", "018f4e00-0000-7000-8000-000000000001");
        return new Sighting(
                entry,
                ids.get(random.nextInt(ids.size())),
                any(EventType.values(), random),
                random.nextBoolean() ? null : any(Phase.values(), random),
                random.nextBoolean() ? null : any(Verb.values(), random),
                random.nextBoolean() ? null : any(SensorKind.values(), random),
                random.nextLong(),
                entry.hasSeq() ? entry.session() : random.nextLong());
    }

    private static <T> T any(T[] values, Random random) {
        return values[random.nextInt(values.length)];
    }

    private static IndexEntry entry(Random random) {
        var clocks = List.of(
                Micros.of(Instant.parse("1969-12-31T23:59:59.999999Z")),
                0L,
                Micros.of(Instant.parse("2026-04-24T16:41:07.120000Z")),
                Micros.of(Instant.parse("2100-01-01T00:00:00Z")));
        long seq = random.nextBoolean() ? IndexEntry.NO_SEQ : random.nextInt(5) - 1;
        return new IndexEntry(
                random.nextInt(4),
                random.nextInt(1_000),
                clocks.get(random.nextInt(4)) + random.nextInt(3),
                seq,
                random.nextLong(),
                seq == IndexEntry.NO_SEQ ? 0 : random.nextLong());
    }
}
