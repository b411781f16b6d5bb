package dev.recount.streams.family;

import dev.recount.streams.enrich.SessionMemory;
import dev.recount.streams.reference.Footprint;

/**
 * A session, or whatever else events are kept by.
 *
 * @param owner the key of its events
 * @param memory what it remembers, of its own and of its family's
 * @param footprint which reference data that rests on
 * @param kin the sessions next to it
 */
public record KnownSession(String owner, SessionMemory memory, Footprint footprint, Kin kin) {

    /** One of which nothing is known. */
    public static KnownSession of(String owner) {
        return new KnownSession(owner, new SessionMemory(owner), new Footprint(), new Kin());
    }

    /** Whether there is nothing to keep. */
    public boolean isEmpty() {
        return memory.isEmpty() && kin.isEmpty();
    }
}
