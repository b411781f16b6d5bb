package dev.recount.ingest.log;

import dev.recount.codec.Codecs;
import dev.recount.codec.RecordJson;
import dev.recount.event.Event;
import dev.recount.event.Rejection;
import dev.recount.ingest.accept.Envelope;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Objects;

/** The refusal of an event whose id is taken. */
final class Conflict {

    private static final RecordJson<Event> JSON = RecordJson.of(Event.class);

    private Conflict() {}

    static Rejection of(Envelope envelope, Codecs codecs) {
        var event = codecs.events().decode(envelope.value());
        var receivedAt = Objects.requireNonNullElse(event.recordedAt(), Instant.EPOCH);
        var payload = JSON.write(event);
        return new Rejection(
                "events",
                envelope.id(),
                "id already used by a different event; send this one under an id of its own",
                "/id",
                receivedAt,
                payload,
                payload.getBytes(StandardCharsets.UTF_8).length);
    }
}
