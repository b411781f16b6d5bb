package dev.recount.streams.topology;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.recount.alert.Incident;
import dev.recount.codec.RecordAvro;
import dev.recount.codec.SchemaIds;
import dev.recount.codec.UnknownSchema;
import dev.recount.event.Event;
import dev.recount.streams.baseline.Kept;
import dev.recount.streams.baseline.Sighting;
import dev.recount.streams.detect.Issued;
import dev.recount.streams.detect.RuleMatch;
import dev.recount.streams.enrich.Remembered;
import dev.recount.streams.incident.Member;
import dev.recount.streams.incident.Response;
import java.util.List;
import java.util.zip.CRC32;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Codecs of what only this application reads: state and internal topics. Their schemas are not released. When one changes,
 * {@link #generation} changes and with it the application's id, so that everything is derived from the log anew.
 */
final class StateCodecs {

    static final RecordAvro<Remembered> REMEMBERED = of(Remembered.class);
    static final RecordAvro<RuleMatch> MATCH = of(RuleMatch.class);
    static final RecordAvro<Issued> ISSUED = of(Issued.class);
    static final RecordAvro<Member> MEMBER = of(Member.class);
    static final RecordAvro<Incident> INCIDENT = of(Incident.class);
    static final RecordAvro<Response> RESPONSE = of(Response.class);
    static final RecordAvro<BoardInput> BOARD_INPUT = of(BoardInput.class);
    static final RecordAvro<EntryEvents> ENTRY_EVENTS = of(EntryEvents.class);
    static final RecordAvro<Event> EVENT = of(Event.class);
    static final RecordAvro<Sighting> SIGHTING = of(Sighting.class);
    static final RecordAvro<Kept> KEPT = of(Kept.class);

    private StateCodecs() {}

    /** Differs when the shape of any state differs. */
    static String generation() {
        var crc = new CRC32();
        List.of(REMEMBERED, MATCH, ISSUED, MEMBER, INCIDENT, RESPONSE, BOARD_INPUT, ENTRY_EVENTS, EVENT, SIGHTING, KEPT)
                .forEach(codec -> crc.update(codec.schema().toString().getBytes(UTF_8)));
        return String.format("%08x", crc.getValue());
    }

    private static <T extends Record> RecordAvro<T> of(Class<T> type) {
        return new RecordAvro<>(type, "state", new OwnIds());
    }

    /** Every value has been written by this generation of the application. */
    private static final class OwnIds implements SchemaIds {
        private @Nullable Schema own;

        @Override
        public int idOf(String subject, Schema schema) {
            own = schema;
            return 1;
        }

        @Override
        public Schema byId(int id) {
            if (own == null || id != 1) {
                throw new UnknownSchema("state was written by another generation of this application");
            }
            return own;
        }
    }
}
