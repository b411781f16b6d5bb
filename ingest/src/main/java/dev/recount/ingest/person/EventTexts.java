package dev.recount.ingest.person;

import dev.recount.event.Event;
import dev.recount.event.Json;
import dev.recount.shape.Field;
import dev.recount.shape.Kind;
import dev.recount.shape.Shape;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Rewrites the texts of an event, in the order of its fields. */
final class EventTexts {

    private static final Shape<Event> EVENT = Shape.of(Event.class);

    private final Rewriting rewriting;

    /** What becomes of a text; the very same when there is nothing to rewrite. */
    interface Rewriting {

        /**
         * A text.
         *
         * @param place where it stands: the simple name of the record, a dot, the name of the field; in a map, the map's
         *     place, a dot and the key
         */
        String text(String place, String text);

        /** Free JSON; what it gives is canonical. */
        Json json(String place, Json document);
    }

    EventTexts(Rewriting rewriting) {
        this.rewriting = rewriting;
    }

    Event rewrite(Event event) {
        return (Event) record(EVENT, event);
    }

    private Object record(Shape<?> shape, Object record) {
        @Nullable Object[] changed = null;
        for (int i = 0; i < shape.fields().size(); i++) {
            var value = shape.get(record, i);
            var rewritten = value == null ? null : field(shape, shape.fields().get(i), value);
            if (rewritten != value) {
                changed = changed == null ? values(shape, record) : changed;
                changed[i] = rewritten;
            }
        }
        return changed == null ? record : shape.make(changed);
    }

    private static @Nullable Object[] values(Shape<?> shape, Object record) {
        var values = new @Nullable Object[shape.fields().size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = shape.get(record, i);
        }
        return values;
    }

    private Object field(Shape<?> shape, Field field, Object value) {
        return field.kind() instanceof Kind.Nested nested
                ? record(nested.shape(), value)
                : value(shape.name() + "." + field.name(), field.kind(), value);
    }

    private Object value(String place, Kind kind, Object value) {
        if (kind instanceof Kind.Text) {
            return rewriting.text(place, (String) value);
        }
        if (kind instanceof Kind.FreeJson) {
            return rewriting.json(place, (Json) value);
        }
        if (kind instanceof Kind.Nested nested) {
            return record(nested.shape(), value);
        }
        if (kind instanceof Kind.ListOf list) {
            return list(place, list.element(), (List<?>) value);
        }
        return kind instanceof Kind.TextMap ? map(place, (Map<?, ?>) value) : value;
    }

    private Object list(String place, Kind element, List<?> values) {
        List<?> rewritten =
                values.stream().map(value -> value(place, element, value)).toList();
        return rewritten.equals(values) ? values : rewritten;
    }

    private Map<?, ?> map(String place, Map<?, ?> map) {
        var rewritten = new HashMap<String, String>();
        new TreeMap<>(map)
                .forEach((key, value) -> rewritten.put(
                        JsonTexts.free(rewriting.text(place, (String) key), rewritten::containsKey),
                        rewriting.text(place + "." + key, (String) value)));
        return rewritten.equals(map) ? map : rewritten;
    }
}
