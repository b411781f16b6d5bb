package dev.recount.query.event;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Counts of events per time bucket. */
public final class Histogram {

    private Histogram() {}

    /**
     * One bucket.
     *
     * @param fromMicros inclusive
     * @param toMicros exclusive
     * @param count events in it
     */
    public record Bucket(long fromMicros, long toMicros, long count) {}

    /**
     * {@code buckets} buckets of equal width, to the microsecond, over {@code range}; an open end of it is where the
     * events begin or end. None when there are no events and the range is open.
     */
    public static List<Bucket> of(List<Long> timesMicros, TimeRange range, int buckets) {
        boolean open =
                range.fromMicros() == TimeRange.ALWAYS.fromMicros() || range.toMicros() == TimeRange.ALWAYS.toMicros();
        if (range.isEmpty() || (timesMicros.isEmpty() && open)) {
            return List.of();
        }
        long from =
                range.fromMicros() == TimeRange.ALWAYS.fromMicros() ? Collections.min(timesMicros) : range.fromMicros();
        long to = range.toMicros() == TimeRange.ALWAYS.toMicros() ? Collections.max(timesMicros) + 1 : range.toMicros();
        long[] edges = edges(from, Math.max(to, from + 1), buckets);
        long[] counts = new long[buckets];
        for (long time : timesMicros) {
            counts[bucketOf(time, edges)]++;
        }
        var result = new ArrayList<Bucket>(buckets);
        for (int i = 0; i < buckets; i++) {
            result.add(new Bucket(edges[i], edges[i + 1], counts[i]));
        }
        return result;
    }

    private static long[] edges(long from, long to, int buckets) {
        var width = BigInteger.valueOf(to).subtract(BigInteger.valueOf(from));
        long[] edges = new long[buckets + 1];
        for (int i = 0; i <= buckets; i++) {
            edges[i] = width.multiply(BigInteger.valueOf(i))
                    .divide(BigInteger.valueOf(buckets))
                    .add(BigInteger.valueOf(from))
                    .longValueExact();
        }
        return edges;
    }

    /** The last bucket that begins at or before {@code time}; buckets narrower than a microsecond may be empty. */
    private static int bucketOf(long time, long[] edges) {
        int low = 0;
        int high = edges.length - 2;
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (edges[middle] <= time) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return low;
    }
}
