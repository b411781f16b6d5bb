package dev.recount.evidence.export;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.recount.codec.Micros;
import dev.recount.codec.RecordJson;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Which events are wanted.
 *
 * @param subject whose; empty for everybody's
 * @param from event time, inclusive
 * @param to event time, exclusive
 */
public record Selection(Optional<Subject> subject, Optional<Instant> from, Optional<Instant> to) {

    /** What an export can be of. */
    public static final List<String> KINDS =
            List.of("incident", "session", "actor", "credential", "resource", "control");

    /** The kind that selects everything, and asks for a report on the control beside it. */
    public static final String CONTROL = "control";

    /**
     * What an export is of.
     *
     * @param kind one of {@link #KINDS}
     * @param id which one
     */
    public record Subject(String kind, String id) {}

    /** Whose events are wanted; empty for everybody's, which a control asks for too. */
    public Optional<Subject> whose() {
        return subject.filter(given -> !given.kind().equals(CONTROL));
    }

    /** The name of the control that a report is wanted on. */
    public Optional<String> control() {
        return subject.filter(given -> given.kind().equals(CONTROL)).map(Subject::id);
    }

    /** The selection as a request and a manifest show it. */
    public ObjectNode json() {
        var json = RecordJson.MAPPER.createObjectNode();
        subject.ifPresent(given -> json.put(given.kind(), given.id()));
        from.ifPresent(time -> json.put("from", Micros.text(time)));
        to.ifPresent(time -> json.put("to", Micros.text(time)));
        return json;
    }
}
