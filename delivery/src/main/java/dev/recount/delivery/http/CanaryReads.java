package dev.recount.delivery.http;

import dev.recount.delivery.canary.CanaryResult;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What the log says about canaries. */
@FunctionalInterface
public interface CanaryReads {

    /**
     * What became of the canaries sent in {@code [from, to)}, latest first; of one that was late, that it came.
     *
     * @param max at most so many
     */
    List<CanaryResult> results(Optional<Instant> from, Optional<Instant> to, int max);
}
