package dev.recount.streams.incident;

import static java.util.Objects.requireNonNull;

import dev.recount.event.Event;
import dev.recount.event.EventType;
import dev.recount.event.Phase;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a responder did with an incident.
 *
 * @param incidentId the incident, by the id it had then
 * @param eventId the control event
 * @param phase {@code acknowledged}, {@code resolved} or {@code noted}
 * @param by who
 * @param at when it was recorded
 */
public record Response(
        String incidentId,
        String eventId,
        Phase phase,
        @Nullable String by,
        Instant at) {

    /** The response that {@code event} is, if it is one. */
    public static Optional<Response> of(Event event) {
        boolean responds = event.type() == EventType.CONTROL
                && (event.phase() == Phase.ACKNOWLEDGED
                        || event.phase() == Phase.RESOLVED
                        || event.phase() == Phase.NOTED);
        if (!responds || event.correlationId() == null) {
            return Optional.empty();
        }
        return Optional.of(new Response(
                event.correlationId(),
                requireNonNull(event.id(), "id"),
                requireNonNull(event.phase(), "phase"),
                event.actorId(),
                requireNonNull(event.recordedAt(), "recordedAt")));
    }
}
