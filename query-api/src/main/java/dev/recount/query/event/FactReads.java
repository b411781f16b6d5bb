package dev.recount.query.event;

import dev.recount.event.EventFacts;
import java.util.Optional;

/** Reads of what enrichment derived about events. */
@FunctionalInterface
public interface FactReads {

    /** What was derived about the event {@code eventId}; empty when nothing was. */
    Optional<EventFacts> facts(String eventId);
}
