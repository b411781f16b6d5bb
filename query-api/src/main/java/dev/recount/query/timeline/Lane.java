package dev.recount.query.timeline;

import dev.recount.codec.Micros;
import dev.recount.query.event.RecordedEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The events of a page that share an actor, a credential or a resource: one swim lane.
 *
 * @param kind {@code actor}, {@code credential} or {@code resource}
 * @param id which one
 * @param name what people call it
 * @param events ids of its events, in order
 * @param firstAt event time of the earliest
 * @param lastAt event time of the latest
 */
public record Lane(
        String kind, String id, @Nullable String name, List<String> events, Instant firstAt, Instant lastAt) {

    private record Key(String kind, String id) {}

    /** The lanes of a page, in order of appearance. */
    public static List<Lane> of(List<TimelineItem> items) {
        Map<Key, List<RecordedEvent>> byKey = new LinkedHashMap<>();
        for (TimelineItem item : items) {
            var event = item.event();
            add(byKey, "actor", event.event().actorId(), event);
            add(byKey, "credential", event.event().credentialKey(), event);
            add(byKey, "resource", event.event().resourceId(), event);
        }
        var lanes = new ArrayList<Lane>();
        byKey.forEach((key, events) -> lanes.add(lane(key, events)));
        return lanes;
    }

    private static void add(
            Map<Key, List<RecordedEvent>> byKey, String kind, @Nullable String id, RecordedEvent event) {
        if (id != null) {
            byKey.computeIfAbsent(new Key(kind, id), key -> new ArrayList<>()).add(event);
        }
    }

    private static Lane lane(Key key, List<RecordedEvent> events) {
        var times = events.stream()
                .mapToLong(event -> event.entry().occurredAtMicros())
                .summaryStatistics();
        return new Lane(
                key.kind(),
                key.id(),
                name(key, events),
                events.stream().map(RecordedEvent::id).toList(),
                Micros.instant(times.getMin()),
                Micros.instant(times.getMax()));
    }

    private static @Nullable String name(Key key, List<RecordedEvent> events) {
        return events.stream()
                .map(event -> switch (key.kind()) {
                    case "actor" ->
                        event.event().actor() == null
                                ? null
                                : event.event().actor().name();
                    case "credential" ->
                        event.event().credential() == null
                                ? null
                                : event.event().credential().kind();
                    default ->
                        event.event().resource() == null
                                ? null
                                : event.event().resource().kind();
                })
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }
}
