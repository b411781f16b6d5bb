package dev.recount.query.timeline;

import dev.recount.query.event.TimeRange;
import dev.recount.streams.index.Dimension;
import dev.recount.streams.index.IndexEntry;
import dev.recount.streams.index.Sighting;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** What is known around an event: whatever decides about links and evidence asks here, and nowhere else. */
public interface Surroundings {

    /** Whether there is an event of that id. */
    boolean isKnown(String id);

    /**
     * The nearest sighting of one thing that stands before {@code entry} and is wanted, among the nearest
     * {@code lookedAtMax}.
     */
    Optional<Sighting> before(
            Dimension dimension, String id, IndexEntry entry, int lookedAtMax, Predicate<Sighting> wanted);

    /** Whether any sighting of one thing in a range is wanted, also where many others stand before it. */
    boolean any(Dimension dimension, String id, TimeRange range, Predicate<Sighting> wanted);

    /** Sightings of one thing in a range, in order, at most {@code max}. */
    List<Sighting> within(Dimension dimension, String id, TimeRange range, int max);
}
