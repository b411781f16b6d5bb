package dev.recount.streams.enrich;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.recount.codec.CanonicalJson;
import dev.recount.codec.RecordJson;
import dev.recount.event.EventFacts;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What was derived about one event. Facts are three-valued: true, false, or absent when unknown.
 *
 * @param values by fact name: {@link Boolean}, {@link Long}, {@link String} or a list of strings
 * @param basis what a fact rests on, by fact name
 */
public record Facts(Map<String, Object> values, Map<String, String> basis) {

    /** The value of {@code name}, null when unknown. */
    public @Nullable Object get(FactName name) {
        return values.get(name.text());
    }

    /** The value of {@code name} as text, null when unknown. */
    public @Nullable String text(FactName name) {
        var value = get(name);
        return value == null ? null : value.toString();
    }

    /** Whether {@code name} is known to be true. */
    public boolean isTrue(FactName name) {
        return Boolean.TRUE.equals(get(name));
    }

    /** As it goes to {@code recount.facts}; equal facts are equal records. */
    public EventFacts about(String eventId) {
        var json = RecordJson.MAPPER.createObjectNode();
        values.forEach((name, value) -> json.set(name, node(value)));
        return new EventFacts(eventId, CanonicalJson.of(json), basis);
    }

    private static JsonNode node(Object value) {
        if (value instanceof List<?> list) {
            var array = RecordJson.MAPPER.createArrayNode();
            list.forEach(element -> array.add(String.valueOf(element)));
            return array;
        }
        if (value instanceof Boolean flag) {
            return BooleanNode.valueOf(flag);
        }
        return value instanceof Long number ? LongNode.valueOf(number) : TextNode.valueOf(value.toString());
    }
}
