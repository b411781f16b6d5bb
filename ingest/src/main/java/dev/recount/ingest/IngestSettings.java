package dev.recount.ingest;

import dev.recount.runtime.settings.Key;
import dev.recount.runtime.settings.Keys;
import dev.recount.runtime.settings.Settings;
import java.time.Duration;

/**
 * Bounds and times of ingest.
 *
 * @param bodyBytesMax largest request body, compressed or not
 * @param bodyMemoryBytesMax how much all bodies in work may take together
 * @param inFlightBytesMax how much may wait for the log's answer before new requests are turned away
 * @param windowIds how many appended ids are remembered at least, see {@link dev.recount.ingest.log.Recorder}
 * @param linger how long a record may wait for others to share a request with
 * @param deliveryTimeout how long the log may take to acknowledge
 */
public record IngestSettings(
        long bodyBytesMax,
        long bodyMemoryBytesMax,
        long inFlightBytesMax,
        int windowIds,
        Duration linger,
        Duration deliveryTimeout) {

    private static final Key<Long> BODY = Key.bytes("ingest.body-max", "Largest request body, compressed or not.")
            .orElse("16MiB");
    private static final Key<Long> BODY_MEMORY = Key.bytes(
                    "ingest.body-memory-max", "Memory for all request bodies in work; beyond it senders get 429.")
            .orElse("64MiB");
    private static final Key<Long> IN_FLIGHT = Key.bytes(
                    "ingest.in-flight-max", "Bytes that may wait for the log's answer; beyond it senders get 429.")
            .orElse("16MiB");
    private static final Key<Integer> WINDOW = Key.integer(
                    "ingest.window-ids",
                    1,
                    100_000_000,
                    "Event ids that are remembered to drop duplicates before the log.")
            .orElse("131072");
    private static final Key<Duration> LINGER = Key.duration(
                    "ingest.linger", "How long a record may wait for others to share a request with.")
            .orElse("2ms");
    private static final Key<Duration> DELIVERY = Key.duration(
                    "ingest.delivery-timeout", "How long the log may take to acknowledge before senders get 503.")
            .orElse("10s");

    /** Every key of ingest. */
    public static final Keys KEYS = Keys.of(BODY, BODY_MEMORY, IN_FLIGHT, WINDOW, LINGER, DELIVERY);

    /** The settings that hold. */
    public static IngestSettings of(Settings settings) {
        return new IngestSettings(
                settings.get(BODY),
                settings.get(BODY_MEMORY),
                settings.get(IN_FLIGHT),
                settings.get(WINDOW),
                settings.get(LINGER),
                settings.get(DELIVERY));
    }
}
