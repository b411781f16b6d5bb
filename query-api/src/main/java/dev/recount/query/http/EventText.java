package dev.recount.query.http;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import dev.recount.codec.EvidenceLeaf;
import dev.recount.codec.RecordJson;
import dev.recount.event.Event;
import dev.recount.event.EventFacts;
import dev.recount.query.event.RecordedEvent;
import java.nio.charset.StandardCharsets;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * An event as JSON text. What is shown of the event itself is its canonical text, the very characters that its leaf in the
 * evidence tree commits to; so the leaf's hash comes from it too, and nothing is written twice or read again.
 */
final class EventText {

    private static final RecordJson<Event> EVENTS = RecordJson.of(Event.class);

    private EventText() {}

    /** An event with what was derived about it and where the evidence lies. */
    static String of(RecordedEvent recorded, @Nullable EventFacts derived) {
        byte[] canonical = EVENTS.canonical(recorded.event());
        var text = new StringBuilder(canonical.length + 256)
                .append(new String(canonical, 0, canonical.length - 1, StandardCharsets.UTF_8));
        if (derived != null) {
            text.append(",\"facts\":").append(derived.facts().text());
            basis(text, derived);
        }
        return text.append(",\"evidence\":{\"partition\":")
                .append(recorded.partition())
                .append(",\"offset\":")
                .append(recorded.offset())
                .append(",\"leaf_hash\":\"")
                .append(EvidenceLeaf.hex(canonical))
                .append("\"}}")
                .toString();
    }

    private static void basis(StringBuilder text, EventFacts derived) {
        String separator = ",\"facts_basis\":{";
        for (var basis : new TreeMap<>(derived.basis()).entrySet()) {
            quoted(text.append(separator), basis.getKey());
            quoted(text.append(':'), basis.getValue());
            separator = ",";
        }
        text.append(derived.basis().isEmpty() ? "" : "}");
    }

    private static void quoted(StringBuilder text, String value) {
        JsonStringEncoder.getInstance().quoteAsString(value, text.append('"'));
        text.append('"');
    }
}
