package dev.recount.evidence.format;

import dev.recount.alert.Alert;
import dev.recount.event.Event;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Which alerts rest on an event. */
final class Resting {

    /** Nobody was alerted, as far as is known. */
    static final Resting NONE = new Resting(Map.of());

    private final Map<String, List<Alert>> byEvent;

    private Resting(Map<String, List<Alert>> byEvent) {
        this.byEvent = byEvent;
    }

    static Resting of(Collection<Alert> alerts) {
        Map<String, List<Alert>> byEvent = new HashMap<>();
        alerts.forEach(alert -> alert.evidence().forEach(id -> byEvent.computeIfAbsent(id, event -> new ArrayList<>())
                .add(alert)));
        return new Resting(byEvent);
    }

    /** In the order in which they were given. */
    List<Alert> on(Event event) {
        return byEvent.getOrDefault(String.valueOf(event.id()), List.of());
    }
}
