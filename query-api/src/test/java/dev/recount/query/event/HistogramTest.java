package dev.recount.query.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class HistogramTest {

    @Test
    void every_event_is_counted_once_and_buckets_join_up() {
        long seed = new Random().nextLong();
        var random = new Random(seed);
        var times = LongStream.generate(() -> random.nextLong(-1_000_000, 4_102_444_800_000_000L))
                .limit(500)
                .boxed()
                .toList();

        var buckets = Histogram.of(times, TimeRange.ALWAYS, 7);

        assertThat(buckets.stream().mapToLong(Histogram.Bucket::count).sum())
                .as("seed %d", seed)
                .isEqualTo(500);
        for (int i = 1; i < buckets.size(); i++) {
            assertThat(buckets.get(i).fromMicros())
                    .as("seed %d", seed)
                    .isEqualTo(buckets.get(i - 1).toMicros());
        }
        for (var bucket : buckets) {
            long inside = times.stream()
                    .filter(time -> bucket.fromMicros() <= time && time < bucket.toMicros())
                    .count();
            assertThat(bucket.count()).as("seed %d", seed).isEqualTo(inside);
        }
    }

    @Test
    void more_buckets_than_microseconds_is_no_trouble() {
        var buckets = Histogram.of(List.of(5L, 5L), TimeRange.ALWAYS, 4);

        assertThat(buckets.stream().mapToLong(Histogram.Bucket::count).sum()).isEqualTo(2);
    }

    @Test
    void no_events_in_a_closed_range_are_empty_buckets_and_in_an_open_one_none() {
        assertThat(Histogram.of(List.of(), new TimeRange(0, 10), 2))
                .containsExactly(new Histogram.Bucket(0, 5, 0), new Histogram.Bucket(5, 10, 0));
        assertThat(Histogram.of(List.of(), TimeRange.ALWAYS, 2)).isEmpty();
        assertThat(Histogram.of(List.of(), new TimeRange(10, 10), 2)).isEmpty();
    }
}
