package dev.recount.delivery.canary;

import dev.recount.event.Canary;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * One canary.
 *
 * @param id names its session and its events
 * @param sentAt when it was sent, in whole milliseconds
 */
public record CanaryRun(String id, Instant sentAt) {

    static CanaryRun at(Instant now) {
        return new CanaryRun(Canary.id(now), now.truncatedTo(ChronoUnit.MILLIS));
    }
}
