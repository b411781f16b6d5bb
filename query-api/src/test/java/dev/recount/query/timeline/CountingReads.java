package dev.recount.query.timeline;

import dev.recount.query.event.Sightings;
import dev.recount.query.event.TimeRange;
import dev.recount.query.event.TimelineReads;
import dev.recount.query.event.Vicinity;
import dev.recount.streams.index.Dimension;
import dev.recount.streams.index.IndexEntry;
import dev.recount.streams.index.Sighting;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** Counts the entries that are read. */
final class CountingReads implements TimelineReads {

    private final TimelineReads reads;
    private long entries;

    CountingReads(TimelineReads reads) {
        this.reads = reads;
    }

    long entriesRead() {
        return entries;
    }

    @Override
    public List<IndexEntry> entries(
            Dimension dimension, String id, TimeRange range, IndexEntry after, boolean reverse, int max) {
        var found = reads.entries(dimension, id, range, after, reverse, max);
        entries += found.size();
        return found;
    }

    @Override
    public List<Sighting> sightings(
            Dimension dimension, String id, TimeRange range, IndexEntry after, boolean reverse, int max) {
        return reads.sightings(dimension, id, range, after, reverse, max);
    }

    @Override
    public Map<String, Sightings> around(Dimension dimension, Collection<Vicinity> around, int before, int max) {
        return reads.around(dimension, around, before, max);
    }

    @Override
    public List<String> children(String session) {
        return reads.children(session);
    }

    @Override
    public long disagreementMicros(String session) {
        return reads.disagreementMicros(session);
    }

    @Override
    public long disagreementMicros(Dimension dimension, Collection<String> ids, TimeRange range) {
        return reads.disagreementMicros(dimension, ids, range);
    }
}
