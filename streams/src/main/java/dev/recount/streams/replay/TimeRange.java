package dev.recount.streams.replay;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Of what happened when a replay speaks, in event time.
 *
 * @param from inclusive; absent: since ever
 * @param to exclusive; absent: until now
 */
public record TimeRange(@Nullable Instant from, @Nullable Instant to) {

    /** All of time. */
    public static final TimeRange ALWAYS = new TimeRange(null, null);

    /** Whether {@code at} lies in the range. */
    public boolean contains(Instant at) {
        return (from == null || !at.isBefore(from)) && (to == null || at.isBefore(to));
    }
}
