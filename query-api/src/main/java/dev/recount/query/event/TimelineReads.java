package dev.recount.query.event;

import dev.recount.streams.index.Dimension;
import dev.recount.streams.index.IndexEntry;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
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
     * For each of {@code ids} that has any, its latest entries before {@code untilMicros}, in their order.
     *
     * @param max at most so many of one id
     */
    default Map<String, List<IndexEntry>> latest(
            Dimension dimension, Collection<String> ids, long untilMicros, int max) {
        var until = new TimeRange(TimeRange.ALWAYS.fromMicros(), untilMicros);
        Map<String, List<IndexEntry>> latest = new HashMap<>();
        for (String id : ids) {
            var entries = new ArrayList<>(entries(dimension, id, until, null, true, max));
            if (!entries.isEmpty()) {
                Collections.reverse(entries);
                latest.put(id, entries);
            }
        }
        return latest;
    }

    /** The sessions that {@code session} started, in the order of their ids. */
    List<String> children(String session);

    /**
     * No event of {@code session} is earlier, by more than this many microseconds, than one that the session counted before
     * it; {@link Long#MAX_VALUE} where that is not known.
     */
    long disagreementMicros(String session);

    /** The same for every session that has events in {@code range}. */
    long disagreementMicros(TimeRange range);

    /** All entries of one dimension and id in a range. */
    default List<IndexEntry> entries(Dimension dimension, String id, TimeRange range) {
        return entries(dimension, id, range, null, false, ALL);
    }
}
