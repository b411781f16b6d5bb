package dev.recount.ingest.source;

import java.time.Instant;

/** Gives the events of a session positions, for sources that number nothing themselves. */
@FunctionalInterface
public interface SessionOrder {

    /**
     * The position of the next event of {@code session}: microseconds since 1970, moved on where that would not be after
     * the position before.
     *
     * @param at when the event happened, or arrived
     */
    long next(String session, Instant at);
}
