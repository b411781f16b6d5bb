package dev.recount.standalone.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.recount.codec.RecordJson;
import dev.recount.event.Event;
import dev.recount.evidence.format.Timesketch;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An item of a timeline as a line of a Timesketch timeline: the event, tagged with how it is witnessed and what alerted. */
final class TimesketchItem {

    /** What stands beside the event's own fields in an answer. */
    private static final List<String> DERIVED = List.of("facts", "facts_basis", "evidence");

    private static final RecordJson<Event> EVENTS = RecordJson.of(Event.class);

    private TimesketchItem() {}

    /** @param incident whose timeline it is; null if of something else */
    static ObjectNode of(JsonNode item, @Nullable String incident) {
        ObjectNode own = item.get("event").deepCopy();
        var leaf = own.at("/evidence/leaf_hash");
        own.remove(DERIVED);
        Event event = EVENTS.read(own.toString());
        ObjectNode line = Timesketch.of(event);
        if (leaf.isTextual()) {
            line.set("leaf_hash", leaf);
        }
        if (incident != null) {
            line.put(Timesketch.INCIDENT, incident);
        }
        var tags = Timesketch.tag(line, event).add(item.path("state").asText());
        item.path("alerts").forEach(tags::add);
        return line;
    }
}
