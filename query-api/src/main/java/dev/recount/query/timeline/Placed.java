package dev.recount.query.timeline;

import dev.recount.streams.index.IndexEntry;
import java.util.Comparator;

/**
 * An entry with its place in a timeline.
 *
 * @param entry the event
 * @param placeMicros the time it is placed at; later than its own event time where an earlier event of its session, by
 *     sequence, carries a later time
 */
public record Placed(IndexEntry entry, long placeMicros) implements Comparable<Placed> {

    private static final Comparator<Placed> ORDER = Comparator.comparingLong(Placed::placeMicros)
            .thenComparingLong(placed -> placed.entry().seq())
            .thenComparingInt(placed -> placed.entry().partition())
            .thenComparingLong(placed -> placed.entry().offset());

    @Override
    public int compareTo(Placed other) {
        return ORDER.compare(this, other);
    }

    /** By how much the clock contradicts the sequence, microseconds; 0 where they agree. */
    public long skewMicros() {
        return placeMicros - entry.occurredAtMicros();
    }
}
