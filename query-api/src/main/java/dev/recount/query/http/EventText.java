package dev.recount.query.http;

import dev.recount.codec.EvidenceLeaf;
import dev.recount.event.EventFacts;
import dev.recount.query.event.ShownEvent;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * An event as JSON text. What is shown of the event itself is its canonical text, the very characters that its leaf in the
 * evidence tree commits to; so the leaf's hash comes from it too, and nothing is written twice or read again.
 */
final class EventText {

    /** What stands beside the canonical text, about. */
    private static final int REST_BYTES = 256;

    private EventText() {}

    /** An event with what was derived about it and where the evidence lies. */
    static JsonBytes of(ShownEvent event, @Nullable EventFacts derived) {
        var text = new JsonBytes(event.canonical().length + REST_BYTES);
        write(event, derived, text);
        return text;
    }

    /** Writes the same. */
    static void write(ShownEvent event, @Nullable EventFacts derived, JsonBytes out) {
        out.raw(event.canonical(), 0, event.canonical().length - 1);
        if (derived != null) {
            out.ascii(",\"facts\":").raw(derived.facts().text());
            basis(out, derived);
        }
        out.ascii(",\"evidence\":{\"partition\":")
                .number(event.recorded().partition())
                .ascii(",\"offset\":")
                .number(event.recorded().offset())
                .ascii(",\"leaf_hash\":\"")
                .ascii(EvidenceLeaf.hex(event.canonical()))
                .ascii("\"}}");
    }

    private static void basis(JsonBytes out, EventFacts derived) {
        String separator = ",\"facts_basis\":{";
        for (var basis : new TreeMap<>(derived.basis()).entrySet()) {
            out.ascii(separator).quoted(basis.getKey()).ascii(":").quoted(basis.getValue());
            separator = ",";
        }
        out.ascii(derived.basis().isEmpty() ? "" : "}");
    }
}
