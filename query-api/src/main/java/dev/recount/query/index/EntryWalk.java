package dev.recount.query.index;

import dev.recount.query.event.Sightings;
import dev.recount.query.event.TimeRange;
import dev.recount.query.event.Vicinity;
import dev.recount.streams.index.Dimension;
import dev.recount.streams.index.EventKeys;
import dev.recount.streams.index.IndexEntry;
import dev.recount.streams.index.OrderedReads;
import dev.recount.streams.index.Sighting;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** Walks over entries and sightings in a store. */
final class EntryWalk {

    private final OrderedReads reads;

    EntryWalk(OrderedReads reads) {
        this.reads = reads;
    }

    /** At most {@code max} entries of a thing in a part of time, as {@code reader} reads them from key and value. */
    <T> List<T> read(Dimension dimension, String id, Part part, BiFunction<byte[], byte[], T> reader, int max) {
        var entries = new ArrayList<T>();
        byte[] from = part.from(dimension, id);
        byte[] to = part.to(dimension, id);
        if (Arrays.compareUnsigned(from, to) >= 0) {
            return entries;
        }
        try (var scan = reads.scan(from, to, part.reverse())) {
            while (entries.size() < max && scan.next()) {
                entries.add(reader.apply(scan.key(), scan.value()));
            }
        }
        return entries;
    }

    /** What lies in each range and {@code before} more before it, at most {@code max}; in one walk over all. */
    Map<String, Sightings> around(Dimension dimension, Collection<Vicinity> around, int before, int max) {
        Map<String, Sightings> found = new HashMap<>();
        if (around.isEmpty()) {
            return found;
        }
        byte[] somewhere = EventKeys.begin(dimension, "");
        try (var scan = reads.scan(somewhere, somewhere, true)) {
            for (var thing : backwards(around)) {
                var part = new Part(thing.range(), null, true);
                scan.restart(EventKeys.begin(dimension, thing.id()), part.to(dimension, thing.id()));
                found.put(thing.id(), latest(scan, thing.range(), before, max));
            }
        }
        return found;
    }

    /** A walk backwards is often at the end of one thing when it has been through the one behind it. */
    private static List<Vicinity> backwards(Collection<Vicinity> around) {
        return around.stream()
                .sorted(Comparator.comparing(Vicinity::id).reversed())
                .toList();
    }

    private static Sightings latest(OrderedReads.Scan scan, TimeRange range, int before, int max) {
        var latest = new ArrayList<Sighting>();
        int left = before;
        boolean more = true;
        while (left > 0 && latest.size() < max && (more = scan.next())) {
            var sighting = EventKeys.sighting(scan.key(), scan.value());
            latest.add(sighting);
            left -= sighting.entry().occurredAtMicros() < range.fromMicros() ? 1 : 0;
        }
        Collections.reverse(latest);
        return new Sightings(latest, !more, range.toMicros());
    }

    /**
     * A part of time, to be walked in one direction.
     *
     * @param after begins behind this entry, which need not exist; null begins at the range's end
     */
    record Part(TimeRange range, @Nullable IndexEntry after, boolean reverse) {

        private byte[] from(Dimension dimension, String id) {
            byte[] from = EventKeys.from(dimension, id, range.fromMicros());
            return after == null || reverse ? from : later(from, EventKeys.behind(dimension, id, after));
        }

        private byte[] to(Dimension dimension, String id) {
            byte[] to = range.toMicros() == TimeRange.ALWAYS.toMicros()
                    ? EventKeys.end(dimension, id)
                    : EventKeys.from(dimension, id, range.toMicros());
            return after == null || !reverse ? to : earlier(to, EventKeys.entry(dimension, id, after));
        }

        private static byte[] later(byte[] a, byte[] b) {
            return Arrays.compareUnsigned(a, b) < 0 ? b : a;
        }

        private static byte[] earlier(byte[] a, byte[] b) {
            return Arrays.compareUnsigned(a, b) < 0 ? a : b;
        }
    }
}
