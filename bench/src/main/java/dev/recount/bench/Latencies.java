package dev.recount.bench;

import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Latencies of one measurement, in nanoseconds. Thread-safe while recording. */
public final class Latencies {

    private final ConcurrentLinkedQueue<Long> nanos = new ConcurrentLinkedQueue<>();

    /** Takes one in, in nanoseconds. */
    public void record(long nanosTaken) {
        nanos.add(nanosTaken);
    }

    int count() {
        return nanos.size();
    }

    /** {@code n=200 p50=3.1 p99=9.8 max=12.0 ms}, by nearest rank. */
    @Override
    public String toString() {
        long[] sorted = nanos.stream().mapToLong(Long::longValue).toArray();
        Arrays.sort(sorted);
        if (sorted.length == 0) {
            return "n=0";
        }
        return String.format(
                Locale.ROOT,
                "n=%d p50=%.1f p90=%.1f p99=%.1f max=%.1f ms",
                sorted.length,
                rank(sorted, 0.50),
                rank(sorted, 0.90),
                rank(sorted, 0.99),
                sorted[sorted.length - 1] / 1e6);
    }

    private static double rank(long[] sorted, double quantile) {
        return sorted[(int) Math.min(sorted.length - 1L, Math.round(Math.ceil(quantile * sorted.length)) - 1)] / 1e6;
    }
}
