package dev.recount.query.event;

import dev.recount.streams.index.Dimension;
import dev.recount.streams.index.IndexEntry;
import dev.recount.streams.index.Sighting;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads of which events there are, in order, without the events themselves. */
public interface TimelineReads {

    /** How many to ask for where all are wanted. */
    int ALL = Integer.MAX_VALUE;

    /**
     * The entries of one dimension and id in the order of {@link IndexEntry}.
     *
     * @param after goes on behind this entry, which need not exist; null begins at the range's end
     * @param reverse from the range's late end backwards
     * @param max at most so many
     */
    List<IndexEntry> entries(
            Dimension dimension, String id, TimeRange range, @Nullable IndexEntry after, boolean reverse, int max);

    /**
     * What was seen of several things of a {@link Dimension#isSighted sighted} dimension, by their ids: for each, what lies in
     * its range and the nearest before that.
     *
     * @param before how many before the range
     * @param max at most so many of one thing, the latest
     */
    Map<String, Sightings> around(Dimension dimension, Collection<Vicinity> around, int before, int max);

    /** As {@link #entries(Dimension, String, TimeRange, IndexEntry, boolean, int)}, of a sighted dimension. */
    List<Sighting> sightings(
            Dimension dimension, String id, TimeRange range, @Nullable IndexEntry after, boolean reverse, int max);

    /** The sessions that {@code session} started, in the order of their ids. */
    List<String> children(String session);

    /**
     * No event of {@code session} is earlier, by more than this many microseconds, than one that the session counted before
     * it; {@link Long#MAX_VALUE} where that is not known.
     */
    long disagreementMicros(String session);

    /**
     * The same for all events of {@code ids}, whichever sessions they are of: no one of them, or of other ids that are asked
     * for with it, is earlier, by more than the greatest of these, than one that its session counted before it.
     *
     * @param range what matters; sessions that have no events there do not
     */
    long disagreementMicros(Dimension dimension, Collection<String> ids, TimeRange range);

    /** All entries of one dimension and id in a range. */
    default List<IndexEntry> entries(Dimension dimension, String id, TimeRange range) {
        return entries(dimension, id, range, null, false, ALL);
    }
}
