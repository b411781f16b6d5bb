package dev.recount.bench.query;

import dev.recount.codec.RecordJson;
import dev.recount.event.Event;
import java.time.Instant;
import java.util.Objects;

/** An event as the peers' table has it: what is asked for in columns, and the whole as JSON beside them. */
public record Row(
        Instant ts,
        String eventId,
        String session,
        String agent,
        String action,
        String credential,
        String resource,
        String environment,
        boolean inScope,
        String payload) {

    private static final RecordJson<Event> EVENTS = RecordJson.of(Event.class);

    /** The row of an action with a session, an actor and a resource; without a label {@code in_scope} it is. */
    public static Row of(Event event) {
        var action = Objects.requireNonNull(event.action());
        var resource = Objects.requireNonNull(event.resource());
        return new Row(
                Objects.requireNonNull(event.occurredAt()),
                Objects.requireNonNull(event.id()),
                Objects.requireNonNull(event.sessionId()),
                Objects.requireNonNull(event.actorId()),
                String.valueOf(action.operation()),
                Objects.requireNonNullElse(event.credentialKey(), ""),
                Objects.requireNonNull(resource.id()),
                Objects.requireNonNullElse(resource.environment(), "production"),
                !"false".equals(event.labels().get("in_scope")),
                EVENTS.write(event));
    }
}
