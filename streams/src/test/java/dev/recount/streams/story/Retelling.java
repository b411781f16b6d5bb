package dev.recount.streams.story;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.recount.codec.Micros;
import dev.recount.codec.RecordJson;
import dev.recount.event.Event;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The same story of other people, about other things, at another time: every {@code namespace:name} and every id is one that no other
 * telling uses, every time is later by the same span.
 */
final class Retelling {

    private static final RecordJson<Event> JSON = RecordJson.of(Event.class);
    private static final Pattern NAMED = Pattern.compile("(?!arn:|tool:|terraform:)[a-z][a-z0-9_.+-]*:(?!//)\\S+");
    private static final Pattern TIME = Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\S+Z");
    private static final Set<String> IDS = Set.of(
            "id", "causation_id", "parent_id", "fingerprint", "provider_id", "correlation_id", "protection_group");
    /** What a provider calls its operations, and its own record of them, is no name of anybody. */
    private static final Set<String> KEPT = Set.of("operation", "tool", "source", "sensor", "labels", "purpose");

    private final String mark;
    private final Duration later;

    Retelling(int number, Duration later) {
        this.mark = "n" + number;
        this.later = later;
    }

    List<Event> of(List<Event> events) {
        return events.stream().map(this::of).toList();
    }

    private Event of(Event event) {
        try {
            return JSON.read(
                    changed("", RecordJson.MAPPER.readTree(JSON.write(event))).toString());
        } catch (IOException e) {
            throw new IllegalStateException("our own JSON cannot be read", e);
        }
    }

    private JsonNode changed(String name, JsonNode node) {
        if (KEPT.contains(name)) {
            return node;
        }
        if (node instanceof ObjectNode object) {
            var copy = RecordJson.MAPPER.createObjectNode();
            object.properties().forEach(field -> copy.set(field.getKey(), changed(field.getKey(), field.getValue())));
            return copy;
        }
        if (node instanceof ArrayNode array) {
            var copy = RecordJson.MAPPER.createArrayNode();
            array.forEach(element -> copy.add(changed(name, element)));
            return copy;
        }
        return node.isTextual() ? TextNode.valueOf(changed(name, node.textValue())) : node;
    }

    private String changed(String name, String text) {
        if (TIME.matcher(text).matches()) {
            var at = Micros.parse(text);
            return at == null ? text : Micros.text(at.plus(later));
        }
        if (NAMED.matcher(text).matches()) {
            int colon = text.indexOf(':');
            return text.substring(0, colon + 1) + mark + "-" + text.substring(colon + 1);
        }
        return IDS.contains(name) && !text.contains("/") ? text + "-" + mark : text;
    }
}
