package dev.recount.evidence.seal;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/** How far each partition is: the offset of the next record. It changes with every record, so no number of it is an object. */
final class Positions {

    private static final long NONE = -1;

    private long[] next = new long[0];

    void next(int partition, long offset) {
        if (partition >= next.length) {
            int known = next.length;
            next = Arrays.copyOf(next, partition + 1);
            Arrays.fill(next, known, next.length, NONE);
        }
        next[partition] = offset;
    }

    /** Forgets all there is, and takes these. */
    void replace(Map<Integer, Long> positions) {
        next = new long[0];
        positions.forEach(this::next);
    }

    /** Partitions that have records, ascending. */
    Map<Integer, Long> all() {
        var all = new TreeMap<Integer, Long>();
        for (int partition = 0; partition < next.length; partition++) {
            if (next[partition] != NONE) {
                all.put(partition, next[partition]);
            }
        }
        return all;
    }
}
