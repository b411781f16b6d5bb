package dev.recount.streams.enrich;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.recount.codec.Micros;
import dev.recount.codec.RecordJson;
import dev.recount.event.Json;
import dev.recount.event.Word;
import dev.recount.shape.Shape;
import dev.recount.sigma.match.EventFields;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Values as rules see them: words and times as text, free JSON by a path through it. */
final class PlainValues {

    private PlainValues() {}

    /** A dotted path through JSON; a key that has dots of its own is tried first, a list is looked through. */
    static @Nullable Object member(@Nullable JsonNode node, String path) {
        if (node == null) {
            return null;
        }
        if (node.isArray()) {
            List<Object> found = new ArrayList<>();
            node.forEach(element -> {
                var value = member(element, path);
                if (value != null) {
                    found.add(value);
                }
            });
            return found.isEmpty() ? null : found;
        }
        var whole = node.get(path);
        if (whole != null) {
            return plain(whole);
        }
        for (int dot = path.indexOf('.'); dot > 0; dot = path.indexOf('.', dot + 1)) {
            var found = member(node.get(path.substring(0, dot)), path.substring(dot + 1));
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    static @Nullable Object plain(Object value) {
        if (value instanceof String) {
            return value;
        }
        if (value instanceof Word word) {
            return word.wire();
        }
        if (value instanceof Instant instant) {
            return Micros.text(instant);
        }
        if (value instanceof Json json) {
            var tree = tree(json);
            return tree == null ? null : plain(tree);
        }
        if (value instanceof List<?> list) {
            return list.stream().map(PlainValues::plain).toList();
        }
        return value;
    }

    private static @Nullable Object plain(JsonNode node) {
        if (node.isTextual()) {
            return node.textValue();
        }
        if (node.isNumber()) {
            return node.numberValue();
        }
        if (node.isBoolean()) {
            return node.booleanValue();
        }
        if (node.isNull()) {
            return EventFields.NULL;
        }
        return RecordJson.MAPPER.convertValue(node, Object.class);
    }

    static @Nullable JsonNode tree(Json json) {
        try {
            return RecordJson.MAPPER.readTree(json.text());
        } catch (JsonProcessingException notJson) {
            return null;
        }
    }

    /** Whether any text, number or boolean of {@code event} satisfies {@code test}. */
    static boolean any(Object value, Predicate<Object> test) {
        var plain = value instanceof Json || value instanceof Word || value instanceof Instant ? plain(value) : value;
        if (plain instanceof Record record) {
            var shape = Shape.of(record.getClass());
            for (int i = 0; i < shape.fields().size(); i++) {
                var field = shape.get(record, i);
                if (field != null && any(field, test)) {
                    return true;
                }
            }
            return false;
        }
        if (plain instanceof Map<?, ?> map) {
            return map.values().stream().anyMatch(element -> element != null && any(element, test));
        }
        if (plain instanceof List<?> list) {
            return list.stream().anyMatch(element -> element != null && any(element, test));
        }
        return plain != null && plain != EventFields.NULL && test.test(plain);
    }
}
