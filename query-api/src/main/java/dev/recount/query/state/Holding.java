package dev.recount.query.state;

import dev.recount.event.Custody;
import dev.recount.query.event.RecordedEvent;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A credential in an actor's hands.
 *
 * @param actor who holds it
 * @param credential its fingerprint, else its provider's handle
 * @param custody how the actor came by it, as far as is known
 * @param since event time from which the actor is known to have it
 * @param sinceEvent the event that shows it
 * @param lastUsedAt when the actor last used it
 */
public record Holding(
        String actor,
        String credential,
        @Nullable Custody custody,
        Instant since,
        String sinceEvent,
        @Nullable Instant lastUsedAt) {

    static Holding begun(String actor, String credential, RecordedEvent event) {
        var seen = event.event().credential();
        return new Holding(
                actor, credential, seen == null ? null : seen.custody(), event.occurredAt(), event.id(), null);
    }

    Holding used(Instant at) {
        return new Holding(actor, credential, custody, since, sinceEvent, at);
    }
}
