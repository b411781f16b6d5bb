package dev.recount.delivery.canary;

import java.time.Instant;

/**
 * One canary.
 *
 * @param id names its session and its events
 * @param sentAt when it was sent
 */
public record CanaryRun(String id, Instant sentAt) {

    static final String PREFIX = "canary-";

    static CanaryRun at(Instant now) {
        return new CanaryRun(PREFIX + now.toEpochMilli(), now);
    }
}
