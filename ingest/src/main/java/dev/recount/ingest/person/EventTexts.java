package dev.recount.ingest.person;

import dev.recount.event.Event;
import dev.recount.event.Json;
import dev.recount.shape.Kind;
import dev.recount.shape.Shape;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Rewrites every text of an event, wherever it stands. */
final class EventTexts {

    private static final Shape<Event> EVENT = Shape.of(Event.class);

    private final UnaryOperator<String> texts;
    private final UnaryOperator<String> documents;

    /**
     * A rewriting.
     *
     * @param texts gives the very same text when there is nothing to rewrite
     * @param documents the same for canonical JSON; what it gives must be canonical JSON too
     */
    EventTexts(UnaryOperator<String> texts, UnaryOperator<String> documents) {
        this.texts = texts;
        this.documents = documents;
    }

    Event rewrite(Event event) {
        return (Event) record(EVENT, event);
    }

    private Object record(Shape<?> shape, Object record) {
        @Nullable Object[] changed = null;
        for (int i = 0; i < shape.fields().size(); i++) {
            var value = shape.get(record, i);
            var rewritten = value == null ? null : value(shape.fields().get(i).kind(), value);
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

    private Object value(Kind kind, Object value) {
        if (kind instanceof Kind.Text) {
            return texts.apply((String) value);
        }
        if (kind instanceof Kind.FreeJson) {
            var before = ((Json) value).text();
            var after = documents.apply(before);
            return after.equals(before) ? value : new Json(after);
        }
        if (kind instanceof Kind.Nested nested) {
            return record(nested.shape(), value);
        }
        if (kind instanceof Kind.ListOf list) {
            return ((List<?>) value).isEmpty() ? value : list(list.element(), (List<?>) value);
        }
        return kind instanceof Kind.TextMap && !((Map<?, ?>) value).isEmpty() ? map((Map<?, ?>) value) : value;
    }

    private Object list(Kind element, List<?> values) {
        return values.stream().map(value -> value(element, value)).toList();
    }

    private Map<String, String> map(Map<?, ?> map) {
        var rewritten = new HashMap<String, String>();
        map.forEach((key, value) -> rewritten.put(texts.apply((String) key), texts.apply((String) value)));
        return rewritten;
    }
}
