package dev.recount.evidence.http;

import java.util.Optional;

/** Finds where an event stands in {@code recount.events}. */
@FunctionalInterface
public interface EventPlaces {

    /** A place in {@code recount.events}. */
    record Place(int partition, long offset) {}

    /** The place of the event of that id; empty when there is none. */
    Optional<Place> of(String eventId);
}
