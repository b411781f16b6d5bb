package dev.recount.query.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
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

        var buckets = counted(Collections.min(times), Collections.max(times) + 1, 7, times);

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
        var buckets = counted(5, 6, 4, List.of(5L, 5L));

        assertThat(buckets.stream().mapToLong(Histogram.Bucket::count).sum()).isEqualTo(2);
    }

    @Test
    void nothing_counted_are_empty_buckets() {
        assertThat(counted(0, 10, 2, List.of()))
                .containsExactly(new Histogram.Bucket(0, 5, 0), new Histogram.Bucket(5, 10, 0));
    }

    private static List<Histogram.Bucket> counted(long from, long to, int buckets, List<Long> times) {
        var histogram = new Histogram(from, to, buckets);
        times.forEach(histogram::add);
        return histogram.buckets();
    }
}
