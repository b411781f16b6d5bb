package dev.recount.standalone.rules;

import dev.recount.codec.RecordJson;
import dev.recount.codec.UnknownFields;
import dev.recount.codec.UnreadableRecord;
import dev.recount.event.Event;
import dev.recount.sigma.json.Json;
import dev.recount.sigma.match.EventFields;
import dev.recount.streams.baseline.Habits;
import dev.recount.streams.enrich.Enrichment;
import dev.recount.streams.enrich.Relevance;
import dev.recount.streams.enrich.Remembered;
import dev.recount.streams.enrich.SessionMemory;
import dev.recount.streams.reference.Footprint;
import dev.recount.streams.reference.ReferenceBook;
import dev.recount.streams.reference.RegistryFold;
import dev.recount.streams.reference.RegistryKey;
import dev.recount.topic.Topics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How rules see the events of one file: their fields, and laid over them the facts. An event that a server gave brings its facts
 * along; for others they are derived as a server would that has seen this file and nothing else. Records of other products have
 * none.
 */
final class FileFacts {

    private static final RecordJson<Event> EVENTS = RecordJson.of(Event.class);
    private static final UnknownFields PASSED_OVER = (pointer, parser) -> {
        parser.skipChildren();
        return true;
    };

    private final Map<Map<String, Object>, Event> read = new LinkedHashMap<>();
    private final Map<String, SessionMemory> sessions = new HashMap<>();
    private final ReferenceBook book = new ReferenceBook();

    FileFacts(List<Map<String, Object>> events) {
        events.forEach(this::read);
        Map<RegistryKey, List<Event>> declared = new HashMap<>();
        for (Event event : read.values()) {
            RegistryKey.of(event).ifPresent(key -> declared.computeIfAbsent(key, ignored -> new ArrayList<>())
                    .add(event));
            if (Relevance.of(event).isPresent()) {
                memory(event).put(new Remembered(event, "", List.of()));
            }
        }
        declared.forEach((key, about) -> book.apply(RegistryFold.entry(key, about)));
        Habits habits = new Habits();
        read.values().forEach(event -> habits.accept(event).forEach(book::apply));
    }

    EventFields view(Map<String, Object> event) {
        Map<?, ?> facts = event.get("facts") instanceof Map<?, ?> given ? given : derived(event);
        if (facts.isEmpty()) {
            return EventFields.of(event);
        }
        Map<String, Object> fields = new LinkedHashMap<>(event);
        facts.forEach((name, value) -> fields.put(String.valueOf(name), value));
        return EventFields.of(fields);
    }

    private Map<String, Object> derived(Map<String, Object> given) {
        Event event = read.get(given);
        return event == null
                ? Map.of()
                : Enrichment.of(event, memory(event), book, Footprint.unheeded())
                        .facts()
                        .values();
    }

    private SessionMemory memory(Event event) {
        return sessions.computeIfAbsent(Topics.key(event), ignored -> new SessionMemory());
    }

    private void read(Map<String, Object> given) {
        Event event = event(given);
        if (event != null && event.occurredAt() != null) {
            // What a server adds on arrival; a file that a sender wrote does not have it.
            read.put(
                    given,
                    event.toBuilder()
                            .id(event.id() == null ? "in-this-file-" + read.size() : event.id())
                            .recordedAt(event.recordedAt() == null ? event.occurredAt() : event.recordedAt())
                            .build());
        }
    }

    private static @Nullable Event event(Map<String, Object> given) {
        try (var parser = RecordJson.MAPPER.createParser(Json.write(given))) {
            return EVENTS.read(parser, PASSED_OVER);
        } catch (UnreadableRecord otherProduct) {
            return null;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
