package dev.recount.runtime.access;

import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/** How often one caller may ask: a bucket of as many tokens as a second allows, refilled evenly. Thread-safe. */
public final class RateLimit {

    /** No limit. */
    public static final RateLimit NONE = new RateLimit(0, () -> 0);

    private static final int CALLERS_MAX = 10_000;
    private static final double NANOS = 1e9;

    private final int perSecond;
    private final LongSupplier nanoTime;
    private final Map<String, Bucket> buckets = new LinkedHashMap<>(16, 0.75f, true);

    private static final class Bucket {
        private double left;
        private long filledAt;
    }

    /**
     * What is left to a caller after a call.
     *
     * @param granted whether the call may be answered
     * @param left how many more may follow at once
     * @param retryAfter when the next may come, where this one may not
     */
    record Grant(boolean granted, int left, Duration retryAfter) {}

    /**
     * A limit.
     *
     * @param perSecond calls of one caller; 0 for no limit
     * @param nanoTime a clock that only runs forward
     */
    public RateLimit(int perSecond, LongSupplier nanoTime) {
        this.perSecond = perSecond;
        this.nanoTime = nanoTime;
    }

    boolean isSet() {
        return perSecond > 0;
    }

    int perSecond() {
        return perSecond;
    }

    /** Counts a call of {@code caller}. */
    synchronized Grant take(String caller) {
        long now = nanoTime.getAsLong();
        var bucket = buckets.computeIfAbsent(caller, name -> full(now));
        bucket.left = Math.min(perSecond, bucket.left + (now - bucket.filledAt) / NANOS * perSecond);
        bucket.filledAt = now;
        forgetOldest();
        if (bucket.left < 1) {
            return new Grant(false, 0, Duration.ofNanos((long) ((1 - bucket.left) / perSecond * NANOS)));
        }
        bucket.left--;
        return new Grant(true, (int) bucket.left, Duration.ZERO);
    }

    private Bucket full(long now) {
        var bucket = new Bucket();
        bucket.left = perSecond;
        bucket.filledAt = now;
        return bucket;
    }

    private void forgetOldest() {
        Iterator<Bucket> oldest = buckets.values().iterator();
        while (buckets.size() > CALLERS_MAX) {
            oldest.next();
            oldest.remove();
        }
    }
}
