package dev.recount.ingest.source;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Set;

/** Cuts the long texts of a redacted record, which are file contents and outputs: evidence needs their beginning. */
final class LongTexts {

    private LongTexts() {}

    /**
     * A copy with every text cut to {@code max} characters and the fields {@code dropped} left out at the top. Records are
     * at most {@value ItemParsers#DEPTH_MAX} levels deep, so recursion is safe.
     */
    static JsonNode cut(JsonNode record, int max, Set<String> dropped) {
        if (!record.isObject()) {
            return cut(record, max);
        }
        ObjectNode copy = JsonNodeFactory.instance.objectNode();
        record.properties().forEach(field -> {
            if (!dropped.contains(field.getKey())) {
                copy.set(field.getKey(), cut(field.getValue(), max));
            }
        });
        return copy;
    }

    private static JsonNode cut(JsonNode node, int max) {
        if (node.isTextual()) {
            int length = node.textValue().length();
            return length <= max
                    ? node
                    : TextNode.valueOf(Fields.cut(node.textValue(), max) + "[" + length + " characters]");
        }
        if (node instanceof ArrayNode array) {
            ArrayNode copy = JsonNodeFactory.instance.arrayNode(array.size());
            array.forEach(element -> copy.add(cut(element, max)));
            return copy;
        }
        return node.isObject() ? cut(node, max, Set.of()) : node;
    }
}
