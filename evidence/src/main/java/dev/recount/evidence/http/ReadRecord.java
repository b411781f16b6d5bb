package dev.recount.evidence.http;

import dev.recount.event.Event;

/** Puts what readers of evidence do on record. */
@FunctionalInterface
public interface ReadRecord {

    /**
     * Returns once the log has the event.
     *
     * @throws RuntimeException when it cannot be put on record; what was to be recorded must then not happen
     */
    void put(Event event);
}
