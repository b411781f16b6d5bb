package dev.recount.query.event;

import dev.recount.streams.index.IndexEntry;
import dev.recount.streams.index.Sighting;
import java.util.List;

/**
 * The latest sightings of one thing before a time.
 *
 * @param inOrder in the order of entries
 * @param isWhole whether there are none before them
 * @param untilMicros none before this time is missing at the end
 */
public record Sightings(List<Sighting> inOrder, boolean isWhole, long untilMicros) {

    /** There are none, in {@code range} or before it. */
    public static Sightings none(TimeRange range) {
        return new Sightings(List.of(), true, range.toMicros());
    }

    /** How many stand before {@code entry}. */
    public int countBefore(IndexEntry entry) {
        int low = 0;
        int high = inOrder.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (inOrder.get(middle).entry().compareTo(entry) < 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** Whether none in {@code range} is missing. */
    public boolean covers(TimeRange range) {
        return range.toMicros() <= untilMicros
                && (isWhole || (!inOrder.isEmpty() && inOrder.get(0).entry().occurredAtMicros() < range.fromMicros()));
    }

    /** Those in {@code range}, at most {@code max}. */
    public List<Sighting> in(TimeRange range, int max) {
        int from = countBefore(range.fromMicros());
        int to = countBefore(range.toMicros());
        return inOrder.subList(from, Math.max(from, Math.min(to, from + max)));
    }

    private int countBefore(long micros) {
        return countBefore(new IndexEntry(Integer.MIN_VALUE, Long.MIN_VALUE, micros, Long.MIN_VALUE, 0, 0));
    }
}
