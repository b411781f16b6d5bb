package dev.recount.bench.sigma;

import dev.recount.codec.RecordAvro;
import dev.recount.codec.SchemaIds;
import dev.recount.sigma.match.EventFields;
import java.util.function.Predicate;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/** What the pattern needs of an event and no more: the fields of the event class that the peer is given. */
public record PatternEvent(
        String eventId, String sessionId, String action, String env, String credentialId, boolean inScope, long ts)
        implements EventFields {

    /** In Avro, in the wire format of every topic. */
    static final RecordAvro<PatternEvent> AVRO = new RecordAvro<>(PatternEvent.class, "pattern", new OneSchema());

    static PatternEvent of(AgentEvent event) {
        return new PatternEvent(
                event.eventId(),
                event.sessionId(),
                event.action(),
                event.env(),
                event.credentialId(),
                event.inScope(),
                event.ts());
    }

    @Override
    public @Nullable Object get(String path) {
        return switch (path) {
            case "session_id" -> sessionId;
            case "action" -> action;
            case "env" -> env;
            case "credential_id" -> credentialId;
            case "in_scope" -> inScope;
            default -> null;
        };
    }

    @Override
    public boolean anyValue(Predicate<Object> test) {
        return test.test(sessionId) || test.test(action) || test.test(env) || test.test(credentialId);
    }

    private static final class OneSchema implements SchemaIds {
        private Schema own = Schema.create(Schema.Type.NULL);

        @Override
        public int idOf(String subject, Schema schema) {
            own = schema;
            return 1;
        }

        @Override
        public Schema byId(int id) {
            return own;
        }
    }
}
