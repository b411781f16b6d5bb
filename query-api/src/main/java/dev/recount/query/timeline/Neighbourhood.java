package dev.recount.query.timeline;

import dev.recount.query.event.TimeRange;
import dev.recount.streams.index.IndexEntry;
import java.util.Collections;
import java.util.List;

/**
 * The latest entries of one thing before a time, in order.
 *
 * @param isWhole whether there are none before them
 */
record Neighbourhood(List<IndexEntry> entries, boolean isWhole) {

    /** What reading at most {@code max} entries gave. */
    static Neighbourhood of(List<IndexEntry> entries, int max) {
        return new Neighbourhood(entries, entries.size() < max);
    }

    /** How many stand before {@code entry}. */
    int countBefore(IndexEntry entry) {
        int found = Collections.binarySearch(entries, entry);
        return found >= 0 ? found : -found - 1;
    }

    /** Whether none from {@code micros} on is missing. */
    boolean isCompleteFrom(long micros) {
        return isWhole || (!entries.isEmpty() && entries.get(0).occurredAtMicros() < micros);
    }

    /** Those in {@code range}. */
    List<IndexEntry> in(TimeRange range) {
        return entries.subList(countBefore(range.fromMicros()), countBefore(range.toMicros()));
    }

    private int countBefore(long micros) {
        int low = 0;
        int high = entries.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (entries.get(middle).occurredAtMicros() < micros) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
