package dev.recount.query.event;

import dev.recount.event.EventFacts;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads of what enrichment derived about events. */
@FunctionalInterface
public interface FactReads {

    /** What was derived about the event {@code eventId}; empty when nothing was. */
    default Optional<EventFacts> facts(String eventId) {
        return Optional.ofNullable(facts(List.of(eventId)).get(eventId));
    }

    /** The same for many events at once, by their ids; those of which nothing was derived are left out. */
    Map<String, EventFacts> facts(Collection<String> eventIds);
}
