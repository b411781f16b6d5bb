package dev.recount.query.event;

import dev.recount.codec.Micros;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A span of event time, microseconds since 1970.
 *
 * @param fromMicros inclusive
 * @param toMicros exclusive
 */
public record TimeRange(long fromMicros, long toMicros) {

    /** All of time. */
    public static final TimeRange ALWAYS = new TimeRange(Long.MIN_VALUE, Long.MAX_VALUE);

    /** From an instant, inclusive, to another, exclusive; an absent end is open. */
    public static TimeRange of(Optional<Instant> from, Optional<Instant> to) {
        return new TimeRange(
                from.map(TimeRange::ceiling).orElse(ALWAYS.fromMicros),
                to.map(TimeRange::ceiling).orElse(ALWAYS.toMicros));
    }

    /** Both ends included, and as much before and after. */
    public static TimeRange around(Instant first, Duration before, Instant last, Duration after) {
        return new TimeRange(Micros.of(first.minus(before)), Micros.of(last.plus(after)) + 1);
    }

    /** The part of this range that is also in {@code other}. */
    public TimeRange within(TimeRange other) {
        return new TimeRange(Math.max(fromMicros, other.fromMicros), Math.min(toMicros, other.toMicros));
    }

    public boolean contains(long micros) {
        return fromMicros <= micros && micros < toMicros;
    }

    public boolean isEmpty() {
        return fromMicros >= toMicros;
    }

    /** Event times are whole microseconds, so a finer bound means the next one. */
    private static long ceiling(Instant instant) {
        return Micros.of(instant.plusNanos(999));
    }
}
