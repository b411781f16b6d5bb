package dev.recount.ingest.source;

import com.fasterxml.jackson.databind.JsonNode;
import dev.recount.event.Event;
import dev.recount.event.EventType;
import dev.recount.event.Phase;
import dev.recount.shape.Field;
import dev.recount.shape.Kind;
import dev.recount.shape.Shape;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Tells a native event from any other JSON object by its outside: a {@code type} and {@code phase} of the vocabulary, and no
 * field that an event does not have, or has in another form. What is wrong further inside is for the reader to refuse.
 */
final class NativeShape {

    private static final Map<String, Field> FIELDS = Shape.of(Event.class).fields().stream()
            .collect(Collectors.toUnmodifiableMap(Field::name, Function.identity()));

    /** What answers have beyond the fields of an event; see {@link InputOnly}. */
    private static final Set<String> OUTPUT_ONLY = Set.of("facts", "evidence");

    private NativeShape() {}

    /** Whether a JSON value is meant as a native event. */
    static boolean isEvent(JsonNode data) {
        var type = type(data.path("type").asText());
        return type != null
                && isPhase(data.path("phase"), type)
                && data.properties().stream().allMatch(field -> isField(field.getKey(), field.getValue()));
    }

    private static @Nullable EventType type(String word) {
        return Arrays.stream(EventType.values())
                .filter(type -> type.wire().equals(word))
                .findFirst()
                .orElse(null);
    }

    private static boolean isPhase(JsonNode phase, EventType type) {
        return phase.isMissingNode()
                || phase.isNull()
                || Phase.of(type).stream().anyMatch(known -> known.wire().equals(phase.asText()));
    }

    private static boolean isField(String name, JsonNode value) {
        var field = FIELDS.get(name);
        return field == null ? OUTPUT_ONLY.contains(name) : value.isNull() || hasForm(field.kind(), value);
    }

    private static boolean hasForm(Kind kind, JsonNode value) {
        if (kind instanceof Kind.Nested || kind instanceof Kind.TextMap) {
            return value.isObject();
        }
        return kind instanceof Kind.ListOf ? value.isArray() : value.isTextual();
    }
}
