package dev.recount.delivery.retry;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * When to try again.
 *
 * @param delays from the end of the first failed attempt to the second attempt, and so on; after the last it is given up
 */
public record RetrySchedule(List<Duration> delays) {

    /** Standard Webhooks 1.0.0: over three days. */
    public static final RetrySchedule WEBHOOK = new RetrySchedule(List.of(
            Duration.ofSeconds(5),
            Duration.ofMinutes(5),
            Duration.ofMinutes(30),
            Duration.ofHours(2),
            Duration.ofHours(5),
            Duration.ofHours(10),
            Duration.ofHours(14),
            Duration.ofHours(20),
            Duration.ofHours(24)));

    /** For what wakes people: close together at first, given up after about a day. */
    public static final RetrySchedule PAGER = new RetrySchedule(List.of(
            Duration.ofSeconds(1),
            Duration.ofSeconds(5),
            Duration.ofSeconds(15),
            Duration.ofMinutes(1),
            Duration.ofMinutes(2),
            Duration.ofMinutes(5),
            Duration.ofMinutes(15),
            Duration.ofHours(1),
            Duration.ofHours(6),
            Duration.ofHours(16)));

    private static final double SPREAD = 0.2;

    public RetrySchedule {
        delays = List.copyOf(delays);
    }

    /**
     * How long to wait after the {@code failed}-th failed attempt, counted from 1; empty when it is given up.
     *
     * @param asked what the target asked for with {@code Retry-After}; never undercut
     * @param random 0 to 1, so that not all come back at once
     */
    public Optional<Duration> after(long failed, @Nullable Duration asked, double random) {
        if (failed > delays.size()) {
            return Optional.empty();
        }
        var planned = delays.get((int) failed - 1);
        if (asked != null && asked.compareTo(planned) > 0) {
            return Optional.of(scaled(asked, 1 + SPREAD * random));
        }
        return Optional.of(scaled(planned, 1 - SPREAD + 2 * SPREAD * random));
    }

    private static Duration scaled(Duration duration, double factor) {
        return Duration.ofMillis((long) (duration.toMillis() * factor));
    }
}
