package dev.recount.query.event;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/** Counts of events in time buckets of equal width, to the microsecond, that join up. */
public final class Histogram {

    private final long[] edges;
    private final long[] counts;

    /**
     * Nothing counted yet.
     *
     * @param fromMicros inclusive
     * @param toMicros exclusive
     */
    Histogram(long fromMicros, long toMicros, int buckets) {
        edges = edges(fromMicros, Math.max(toMicros, fromMicros + 1), buckets);
        counts = new long[buckets];
    }

    /**
     * One bucket.
     *
     * @param fromMicros inclusive
     * @param toMicros exclusive
     * @param count events in it
     */
    public record Bucket(long fromMicros, long toMicros, long count) {}

    /** Counts an event at a time in the range. */
    void add(long micros) {
        counts[bucketOf(micros)]++;
    }

    /** The buckets, in order. */
    List<Bucket> buckets() {
        var buckets = new ArrayList<Bucket>(counts.length);
        for (int i = 0; i < counts.length; i++) {
            buckets.add(new Bucket(edges[i], edges[i + 1], counts[i]));
        }
        return buckets;
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
    private int bucketOf(long time) {
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
