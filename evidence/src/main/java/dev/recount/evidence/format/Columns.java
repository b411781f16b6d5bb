package dev.recount.evidence.format;

import dev.recount.codec.Micros;
import dev.recount.event.Event;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The fields of an event that a flat table shows, by column, in the order of the columns. */
final class Columns {

    private static final Map<String, Function<Event, @Nullable String>> COLUMNS = columns();

    /** Names of the columns. */
    static final List<String> NAMES = List.copyOf(COLUMNS.keySet());

    private Columns() {}

    private static Map<String, Function<Event, @Nullable String>> columns() {
        var columns = new LinkedHashMap<String, Function<Event, @Nullable String>>();
        columns.put("event_id", Event::id);
        columns.put("occurred_at", event -> time(event.occurredAt()));
        columns.put("recorded_at", event -> time(event.recordedAt()));
        columns.put("type", event -> event.type().wire());
        columns.put(
                "phase", event -> event.phase() == null ? null : event.phase().wire());
        columns.put(
                "sensor",
                event -> event.sensor() == null ? null : event.sensor().name());
        columns.put("session_id", Event::sessionId);
        columns.put("actor", Event::actorId);
        columns.put(
                "on_behalf_of",
                event -> event.actor() == null ? null : event.actor().onBehalfOf());
        columns.put(
                "tool", event -> event.action() == null ? null : event.action().tool());
        columns.put(
                "operation",
                event -> event.action() == null ? null : event.action().operation());
        columns.put("verb", event -> event.verb() == null ? null : event.verb().wire());
        columns.put("summary", Columns::summary);
        columns.put("resource", Event::resourceId);
        columns.put(
                "environment",
                event -> event.resource() == null ? null : event.resource().environment());
        columns.put("credential_fp", Event::credentialKey);
        columns.put("correlation_id", Event::correlationId);
        columns.put("causation_id", Event::causationId);
        columns.put("trace_id", Event::traceId);
        return columns;
    }

    private static @Nullable String time(@Nullable Instant time) {
        return time == null ? null : Micros.text(time);
    }

    /** What was done or said, in a line. */
    static @Nullable String summary(Event event) {
        if (event.action() != null && event.action().summary() != null) {
            return event.action().summary();
        }
        return event.statement() == null ? null : event.statement().text();
    }

    /** The value of a column; nothing when the event has none. */
    static @Nullable String found(String column, Event event) {
        return Objects.requireNonNull(COLUMNS.get(column), column).apply(event);
    }

    /** The value of a column; empty when the event has none. */
    static String value(String column, Event event) {
        var value = found(column, event);
        return value == null ? "" : value;
    }
}
