package dev.recount.ingest.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.recount.codec.Codecs;
import dev.recount.codec.RecordJson;
import dev.recount.codec.UnreadableRecord;
import dev.recount.event.Event;
import dev.recount.ingest.accept.Acceptance;
import dev.recount.ingest.accept.EventRedactor;
import dev.recount.ingest.accept.Item;
import dev.recount.ingest.secret.FingerprintKey;
import dev.recount.ingest.secret.Fingerprinter;
import dev.recount.ingest.secret.JsonRedactor;
import java.time.Instant;
import java.util.List;

/** Runs a source on a record the way the doors do, without a server. */
final class Sources {

    static final Instant ARRIVED = Instant.parse("2026-04-24T16:41:07Z");
    static final Fingerprinter FINGERPRINTER = new Fingerprinter(FingerprintKey.of(new byte[16]));

    private static final JsonRedactor REDACTOR = new JsonRedactor(FINGERPRINTER);

    private static final Acceptance ACCEPTANCE =
            new Acceptance(new EventRedactor(FINGERPRINTER), Codecs.released().events());

    private Sources() {}

    static List<Event> events(RawSource source, String json) {
        return events(source, json, SessionContext.NONE);
    }

    static List<Event> events(RawSource source, String json, SessionContext context) {
        var redaction = REDACTOR.redact(tree(json));
        var record = new RedactedRecord(redaction.document(), redaction.secrets());
        return source.events(record, new Arrival(ARRIVED, context, (session, at) -> 7));
    }

    /** The event of a record that gives rise to one only. */
    static Event event(RawSource source, String json) {
        var events = events(source, json);
        assertThat(events).hasSize(1);
        return events.get(0);
    }

    /** That a record is refused for what stands at {@code pointer}. */
    static void assertRefused(RawSource source, String json, String pointer) {
        assertThatThrownBy(() -> events(source, json))
                .isInstanceOf(UnreadableRecord.class)
                .hasMessageContaining(pointer);
    }

    /** The events after all pure steps. */
    static Item.Ready accepted(RawSource source, String json) {
        return ACCEPTANCE.acceptRedacted(events(source, json), List.of(), ARRIVED);
    }

    static JsonNode tree(String json) {
        try {
            return RecordJson.MAPPER.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(json, e);
        }
    }
}
