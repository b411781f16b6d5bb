package dev.recount.streams.topology;

import dev.recount.event.Event;
import java.util.List;

/** The events about one registry entry. */
public record EntryEvents(List<Event> events) {
    public EntryEvents {
        events = List.copyOf(events);
    }
}
