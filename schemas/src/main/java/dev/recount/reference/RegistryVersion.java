package dev.recount.reference;

import dev.recount.event.Json;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One version of a registry entry.
 *
 * @param validFrom since when it is true; absent means since always
 * @param validTo until when it is true, exclusive; absent means for ever
 * @param enteredAt when Recount was told
 * @param eventId the event that told it
 * @param withdrawn true when this version says that the entry is no more
 * @param body the declaration
 */
public record RegistryVersion(
        @Nullable Instant validFrom,
        @Nullable Instant validTo,
        Instant enteredAt,
        String eventId,
        boolean withdrawn,
        @Nullable Json body) {

    /** Whether this version speaks about the moment {@code at}. */
    public boolean covers(Instant at) {
        return (validFrom == null || !at.isBefore(validFrom)) && (validTo == null || at.isBefore(validTo));
    }
}
