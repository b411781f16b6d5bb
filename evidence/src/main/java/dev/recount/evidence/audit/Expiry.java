package dev.recount.evidence.audit;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What the settings of a topic let its brokers delete from the beginnings of partitions. By age they delete a segment once
 * its newest record is too old, so no younger record than that is ever gone for its age.
 *
 * @param age from which on records are deleted ({@code retention.ms}); empty if age deletes none
 * @param bySize whether records are also deleted for the size of a partition ({@code retention.bytes}), whatever their age
 * @param asOf when this was asked
 */
public record Expiry(Optional<Duration> age, boolean bySize, Instant asOf) {

    /** Clocks of brokers, of whoever records and of whoever verifies may disagree by so much. */
    private static final Duration CLOCKS_DIFFER = Duration.ofHours(1);

    /**
     * Whether the brokers may have deleted a record.
     *
     * @param recordedAt empty where nobody knows, which is not held against the record
     */
    boolean explains(Optional<Instant> recordedAt) {
        return bySize
                || age.map(most -> asOf.plus(CLOCKS_DIFFER).minus(most))
                        .filter(before ->
                                recordedAt.isEmpty() || recordedAt.get().isBefore(before))
                        .isPresent();
    }

    /** For people. */
    String told() {
        return age.map(most -> "records are kept for " + most.toDays() + " days (retention.ms=" + most.toMillis() + ")")
                .orElse("records are kept for ever (retention.ms=-1)");
    }
}
