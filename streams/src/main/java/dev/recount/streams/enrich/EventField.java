package dev.recount.streams.enrich;

import com.fasterxml.jackson.databind.JsonNode;
import dev.recount.event.Event;
import dev.recount.event.Json;
import dev.recount.shape.Kind;
import dev.recount.shape.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A field of events by its path in JSON, such as {@code action.error.code} or {@code source.record.eventName}, taken apart once
 * so that reading it costs little. It is a fact as well if enrichment may know it.
 */
final class EventField {

    private static final int REMEMBERED_MAX = 10_000;
    private static final Map<String, EventField> REMEMBERED = new ConcurrentHashMap<>();

    private final @Nullable FactName fact;
    private final List<Step> steps = new ArrayList<>();
    private final @Nullable String rest;
    private final boolean exists;

    /** One record deeper. */
    private record Step(Shape<?> shape, int index) {}

    private EventField(String path) {
        fact = FactName.of(path);
        Shape<?> shape = Shape.of(Event.class);
        int from = 0;
        while (true) {
            int dot = path.indexOf('.', from);
            int index = shape.indexOf(dot < 0 ? path.substring(from) : path.substring(from, dot));
            if (index < 0) {
                rest = null;
                exists = false;
                return;
            }
            steps.add(new Step(shape, index));
            if (dot < 0 || !(shape.fields().get(index).kind() instanceof Kind.Nested nested)) {
                rest = dot < 0 ? null : path.substring(dot + 1);
                exists = true;
                return;
            }
            shape = nested.shape();
            from = dot + 1;
        }
    }

    static EventField of(String path) {
        var known = REMEMBERED.get(path);
        if (known == null) {
            known = new EventField(path);
            if (REMEMBERED.size() < REMEMBERED_MAX) {
                REMEMBERED.put(path, known);
            }
        }
        return known;
    }

    /** The fact of the same name; null when there is none. */
    @Nullable
    FactName fact() {
        return fact;
    }

    /**
     * What {@code event} says: text, number, boolean, a list of them, or a map; null when it says nothing.
     *
     * @param trees reads JSON; null for what is none
     */
    @Nullable
    Object of(Event event, Function<Json, @Nullable JsonNode> trees) {
        Object at = exists ? event : null;
        for (int i = 0; i < steps.size() && at != null; i++) {
            at = steps.get(i).shape().get(at, steps.get(i).index());
        }
        if (at == null || rest == null) {
            return at == null ? null : PlainValues.plain(at);
        }
        if (at instanceof Json json) {
            return PlainValues.member(trees.apply(json), rest);
        }
        return at instanceof Map<?, ?> map ? map.get(rest) : null;
    }
}
