package dev.recount.streams.story;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Lays one JSON object over another. */
final class Merging {

    private Merging() {}

    /** {@code base} with what {@code over} says instead; {@code null} takes a field away. */
    static ObjectNode merged(ObjectNode base, JsonNode over) {
        var merged = base.deepCopy();
        over.properties().forEach(field -> {
            var known = merged.get(field.getKey());
            if (field.getValue().isNull()) {
                merged.remove(field.getKey());
            } else if (known instanceof ObjectNode object && field.getValue().isObject()) {
                merged.set(field.getKey(), merged(object, field.getValue()));
            } else {
                merged.set(field.getKey(), field.getValue());
            }
        });
        return merged;
    }
}
