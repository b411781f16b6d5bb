package dev.recount.bench.query;

import dev.recount.codec.RecordJson;
import dev.recount.event.Event;
import java.time.Instant;
import java.util.Objects;

/** An event as the peers' table has it: what is asked for in columns, and the whole as JSON beside them. */
record Row(
        Instant ts,
        String eventId,
        String session,
        String agent,
        String action,
        String credential,
        String resource,
        String payload) {

    private static final RecordJson<Event> EVENTS = RecordJson.of(Event.class);

    static Row of(Event event) {
        var action = Objects.requireNonNull(event.action());
        return new Row(
                Objects.requireNonNull(event.occurredAt()),
                Objects.requireNonNull(event.id()),
                Objects.requireNonNull(event.sessionId()),
                Objects.requireNonNull(event.actorId()),
                String.valueOf(action.operation()),
                Objects.requireNonNullElse(event.credentialKey(), ""),
                Objects.requireNonNull(event.resourceId()),
                EVENTS.write(event));
    }
}
