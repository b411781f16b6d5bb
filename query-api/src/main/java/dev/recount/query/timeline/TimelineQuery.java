package dev.recount.query.timeline;

import dev.recount.query.event.TimeRange;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What part of which timeline is wanted.
 *
 * @param subject what it is of
 * @param range event times
 * @param asOf only what was recorded by then
 * @param descending the latest first
 * @param after behind this place; null from the beginning
 * @param limit at most so many items
 */
public record TimelineQuery(
        Subject subject,
        TimeRange range,
        Instant asOf,
        boolean descending,
        @Nullable Placed after,
        int limit) {}
