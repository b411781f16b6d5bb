package dev.recount.query.timeline;

import dev.recount.streams.index.IndexEntry;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The order of a timeline: event time, then session sequence, then the order of recording; and within one session the
 * sequence wins over clocks. An event whose clock says that it came before one that its session counted earlier is
 * placed right behind that one, and the difference is shown, not mended.
 */
public final class TimelineOrder {

    private static final Comparator<IndexEntry> BY_SEQUENCE =
            Comparator.comparingLong(IndexEntry::seq).thenComparing(Comparator.naturalOrder());

    private TimelineOrder() {}

    /** {@code entries} in order. Does not depend on the order they come in. */
    public static List<Placed> of(Collection<IndexEntry> entries) {
        var placed = new ArrayList<Placed>(entries.size());
        Map<Long, List<IndexEntry>> sequences = new HashMap<>();
        for (IndexEntry entry : entries) {
            if (entry.hasSeq()) {
                sequences
                        .computeIfAbsent(entry.session(), session -> new ArrayList<>())
                        .add(entry);
            } else {
                placed.add(new Placed(entry, entry.occurredAtMicros()));
            }
        }
        sequences.values().forEach(sequence -> place(sequence, placed));
        placed.sort(Comparator.naturalOrder());
        return placed;
    }

    private static void place(List<IndexEntry> sequence, List<Placed> placed) {
        sequence.sort(BY_SEQUENCE);
        long latest = Long.MIN_VALUE;
        for (IndexEntry entry : sequence) {
            latest = Math.max(latest, entry.occurredAtMicros());
            placed.add(new Placed(entry, latest));
        }
    }
}
