package dev.recount.standalone.node;

import dev.recount.runtime.settings.Key;
import dev.recount.runtime.settings.Keys;
import dev.recount.runtime.settings.Settings;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/** Settings of the canary. */
final class CanaryKeys {

    /** Each canary is three events and a look at the desk. */
    private static final Duration LEAST = Duration.ofSeconds(1);

    private static final Key<Duration> INTERVAL = Key.duration(
                    "canary.interval",
                    "How often a harmless sequence is sent the way of every event, to show that detection answers; 0s for"
                            + " never. The same for all processes.")
            .where(
                    "a duration of 1s or more such as 5m, or 0s for never",
                    interval -> interval.isZero() || interval.compareTo(LEAST) >= 0)
            .orElse("5m");

    /** Where canaries go in. */
    static final Key<URI> DOOR = Key.httpUri(
            "canary.door",
            "The ingest service that canaries are posted to; a process that has doors uses its own if not set, another one"
                    + " writes to the log itself.");

    static final Keys KEYS = Keys.of(INTERVAL, DOOR);

    private CanaryKeys() {}

    /** From one canary to the next; empty for none at all. */
    static Optional<Duration> interval(Settings settings) {
        return Optional.of(settings.get(INTERVAL)).filter(interval -> !interval.isZero());
    }
}
