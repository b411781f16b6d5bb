package dev.recount.ingest.source;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Set;

/**
 * Cuts a redacted record to what evidence needs: the beginning of its long texts, which are file contents and outputs, and
 * of the record as a whole. Nobody can push an action out of the record by making it too large to be recorded.
 */
final class LongTexts {

    /** How much of a record is kept, in characters and a few more for each value. */
    private static final int RECORD_MAX = 262_144;

    private static final int VALUE_COST = 8;
    private static final JsonNode LEFT_OUT = TextNode.valueOf("…");

    private final int textMax;
    private int left = RECORD_MAX;

    private LongTexts(int textMax) {
        this.textMax = textMax;
    }

    /**
     * A copy with every text cut to {@code textMax} characters, the fields {@code dropped} left out at the top, and
     * whatever comes after the limit of a record left out. Records are at most {@value ItemParsers#DEPTH_MAX} levels deep,
     * so recursion is safe.
     */
    static JsonNode cut(JsonNode record, int textMax, Set<String> dropped) {
        var cut = new LongTexts(textMax);
        return record instanceof ObjectNode object ? cut.object(object, dropped) : cut.value(record);
    }

    private JsonNode value(JsonNode node) {
        left -= VALUE_COST;
        if (left < 0) {
            return LEFT_OUT;
        }
        if (node.isTextual()) {
            return text(node);
        }
        if (node instanceof ArrayNode array) {
            return array(array);
        }
        return node instanceof ObjectNode object ? object(object, Set.of()) : number(node);
    }

    private JsonNode number(JsonNode node) {
        left -= node.isNumber() ? node.asText().length() : 0;
        return node;
    }

    private JsonNode text(JsonNode node) {
        int length = node.textValue().length();
        int max = Math.max(2, Math.min(textMax, left));
        left -= Math.min(length, max);
        return length <= max ? node : TextNode.valueOf(Fields.cutAndHashed(node.textValue(), max));
    }

    private JsonNode array(ArrayNode array) {
        ArrayNode copy = JsonNodeFactory.instance.arrayNode();
        for (JsonNode element : array) {
            copy.add(value(element));
            if (left < 0) {
                break;
            }
        }
        return copy;
    }

    private JsonNode object(ObjectNode object, Set<String> dropped) {
        ObjectNode copy = JsonNodeFactory.instance.objectNode();
        for (var field : object.properties()) {
            if (!dropped.contains(field.getKey())) {
                left -= field.getKey().length();
                copy.set(Fields.cut(field.getKey(), Math.max(2, textMax)), value(field.getValue()));
            }
            if (left < 0) {
                break;
            }
        }
        return copy;
    }
}
