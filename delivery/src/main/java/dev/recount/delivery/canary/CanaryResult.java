package dev.recount.delivery.canary;

import dev.recount.event.Word;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What became of a canary.
 *
 * @param run the canary
 * @param outcome what became of it
 * @param at when that was known
 * @param alertId the alert that answered it; absent when none did
 * @param detail why it was refused; absent when it was not
 */
public record CanaryResult(
        CanaryRun run,
        Outcome outcome,
        Instant at,
        @Nullable String alertId,
        @Nullable String detail) {

    /** What can become of one. */
    public enum Outcome implements Word {
        /** Detection answered in time, and the desk was ready to tell people. */
        ANSWERED,
        /** It answered after it had been given up. */
        LATE,
        /** It did not answer. */
        MISSING,
        /** The door did not take it, or the desk could not make its message. */
        REFUSED;

        /** Whether the way was seen to work from end to end. */
        public boolean arrived() {
            return this == ANSWERED || this == LATE;
        }
    }

    /** From sending until the desk had it; null when it did not arrive. */
    public @Nullable Duration latency() {
        return outcome.arrived() ? Duration.between(run.sentAt(), at) : null;
    }
}
