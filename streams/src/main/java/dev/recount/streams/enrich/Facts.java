package dev.recount.streams.enrich;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.recount.codec.CanonicalJson;
import dev.recount.codec.RecordJson;
import dev.recount.event.EventFacts;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
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

    /** The same with other values; an empty one makes a fact unknown. */
    Facts with(Map<FactName, Optional<Object>> instead) {
        Map<String, Object> changed = new TreeMap<>(values);
        instead.forEach((name, value) ->
                value.ifPresentOrElse(known -> changed.put(name.text(), known), () -> changed.remove(name.text())));
        return new Facts(Map.copyOf(changed), basis);
    }

    /** As it goes to {@code recount.facts}; equal facts are equal records. */
    public EventFacts about(String eventId) {
        ObjectNode json = RecordJson.MAPPER.valueToTree(values);
        return new EventFacts(eventId, CanonicalJson.of(json), basis);
    }

    /** Gathers facts. */
    static final class Builder {
        private final Map<String, Object> values = new TreeMap<>();
        private final Map<String, String> basis = new TreeMap<>();

        /** Sets {@code name} unless {@code value} is null, which means unknown. */
        void put(FactName name, @Nullable Object value) {
            if (value != null && !(value instanceof List<?> list && list.isEmpty())) {
                values.put(name.text(), value);
            }
        }

        void put(FactName name, @Nullable Object value, @Nullable String because) {
            put(name, value);
            if (value != null && because != null) {
                basis.put(name.text(), because);
            }
        }

        @Nullable
        Object get(FactName name) {
            return values.get(name.text());
        }

        @Nullable
        String text(FactName name) {
            var value = get(name);
            return value == null ? null : value.toString();
        }

        boolean isTrue(FactName name) {
            return Boolean.TRUE.equals(get(name));
        }

        Facts build() {
            return new Facts(Map.copyOf(values), Map.copyOf(basis));
        }
    }
}
