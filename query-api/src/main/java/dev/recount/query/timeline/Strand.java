package dev.recount.query.timeline;

import dev.recount.query.event.TimeRange;
import dev.recount.streams.index.Dimension;

/**
 * A part of a timeline that one index holds.
 *
 * @param dimension what is shared
 * @param id which one
 * @param range event times
 */
record Strand(Dimension dimension, String id, TimeRange range) {

    Strand within(TimeRange other) {
        return new Strand(dimension, id, range.within(other));
    }
}
