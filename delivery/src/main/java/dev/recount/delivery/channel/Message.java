package dev.recount.delivery.channel;

import dev.recount.alert.Incident;
import dev.recount.delivery.card.Card;
import dev.recount.delivery.paging.MessageType;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a channel is told.
 *
 * @param id the same for every attempt
 * @param type what it says
 * @param key deduplication key of the incident
 * @param incident the incident; absent in a test
 * @param card what a human reads
 * @param page whether it is meant to wake somebody
 * @param at when it was decided
 * @param failure why another channel could not be told, in a message about that
 */
public record Message(
        String id,
        MessageType type,
        String key,
        @Nullable Incident incident,
        Card card,
        boolean page,
        Instant at,
        @Nullable String failure) {

    /** What is said, in one sentence: the failure of another channel comes before the incident itself. */
    public String headline() {
        return failure == null ? card.headline() : "NOT DELIVERED elsewhere (" + failure + "): " + card.headline();
    }
}
