package dev.recount.sigma.correlate;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Durations as microseconds. */
final class Spans {

    private Spans() {}

    static long micros(Duration span) {
        return TimeUnit.SECONDS.toMicros(span.getSeconds()) + TimeUnit.NANOSECONDS.toMicros(span.getNano());
    }

    /** The later time, without overflow. */
    static long plus(long timeMicros, long spanMicros) {
        long later = timeMicros + spanMicros;
        return later < timeMicros ? Long.MAX_VALUE : later;
    }
}
