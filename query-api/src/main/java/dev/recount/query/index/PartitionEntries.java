package dev.recount.query.index;

import dev.recount.streams.index.Dimension;
import dev.recount.streams.index.EventKeys;
import dev.recount.streams.index.IndexEntry;
import dev.recount.streams.index.OrderedReads;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Walks over the entries of one partition. */
final class PartitionEntries {

    private final OrderedReads partition;

    PartitionEntries(OrderedReads partition) {
        this.partition = partition;
    }

    /** At most {@code max} entries from {@code from} on and before {@code to}, behind {@code after}. */
    List<IndexEntry> between(byte[] from, byte[] to, @Nullable IndexEntry after, boolean reverse, int max) {
        var entries = new ArrayList<IndexEntry>();
        if (Arrays.compareUnsigned(from, to) >= 0) {
            return entries;
        }
        try (var scan = partition.scan(from, to, reverse)) {
            while (entries.size() < max && scan.next()) {
                var entry = entry(scan);
                if (after == null || order(reverse).compare(entry, after) > 0) {
                    entries.add(entry);
                }
            }
        }
        return entries;
    }

    /** The latest entries before {@code untilMicros} of each id that has any, at most {@code max}, in one walk over all. */
    Map<String, List<IndexEntry>> latest(Dimension dimension, Collection<String> ids, long untilMicros, int max) {
        Map<String, List<IndexEntry>> found = new HashMap<>();
        var begins = new TreeMap<byte[], String>(Arrays::compareUnsigned);
        ids.forEach(id -> begins.put(EventKeys.begin(dimension, id), id));
        if (begins.isEmpty()) {
            return found;
        }
        try (var scan = partition.scan(begins.firstKey(), begins.firstKey(), true)) {
            begins.forEach((begin, id) -> {
                scan.restart(begin, EventKeys.from(dimension, id, untilMicros));
                for (int i = 0; i < max && scan.next(); i++) {
                    found.computeIfAbsent(id, key -> new ArrayList<>()).add(entry(scan));
                }
            });
        }
        return found;
    }

    private IndexEntry entry(OrderedReads.Scan scan) {
        return EventKeys.entry(partition.partition(), scan.key(), scan.value());
    }

    static Comparator<IndexEntry> order(boolean reverse) {
        return reverse ? Comparator.reverseOrder() : Comparator.naturalOrder();
    }
}
