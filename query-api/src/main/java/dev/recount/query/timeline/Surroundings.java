package dev.recount.query.timeline;

import dev.recount.query.event.RecordedEvent;
import dev.recount.query.event.TimeRange;
import dev.recount.streams.index.Dimension;
import dev.recount.streams.index.IndexEntry;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** What is known around an event: whatever decides about links and evidence asks here, and nowhere else. */
public interface Surroundings {

    /** The event of that id. */
    Optional<RecordedEvent> event(String id);

    /**
     * The nearest event of one dimension and id that stands before {@code entry} and is wanted, among the nearest
     * {@code lookedAtMax}.
     */
    Optional<RecordedEvent> before(
            Dimension dimension, String id, IndexEntry entry, int lookedAtMax, Predicate<RecordedEvent> wanted);

    /** Events of one dimension and id in a range, in order, at most {@code max}. */
    List<RecordedEvent> within(Dimension dimension, String id, TimeRange range, int max);
}
