package dev.recount.query.timeline;

import dev.recount.query.Views;
import dev.recount.query.event.RecordedEvent;
import dev.recount.query.event.TimeRange;
import dev.recount.streams.index.Dimension;
import dev.recount.streams.index.IndexEntry;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Surroundings as they stand in the views at {@code asOf}. Made for one answer: it remembers the events it has read. */
public final class RememberedSurroundings implements Surroundings {

    private final Views views;
    private final long asOfMicros;
    private final Map<IndexEntry, RecordedEvent> remembered = new HashMap<>();

    public RememberedSurroundings(Views views, long asOfMicros) {
        this.views = views;
        this.asOfMicros = asOfMicros;
    }

    @Override
    public Optional<RecordedEvent> event(String id) {
        return views.events().event(id).filter(event -> event.entry().recordedAtMicros() <= asOfMicros);
    }

    @Override
    public List<RecordedEvent> before(Dimension dimension, String id, IndexEntry entry, int max) {
        return events(views.timelines().entries(dimension, id, TimeRange.ALWAYS, entry, true, max));
    }

    @Override
    public List<RecordedEvent> within(Dimension dimension, String id, TimeRange range, int max) {
        return events(views.timelines().entries(dimension, id, range, null, false, max));
    }

    /** The events of {@code entries} that were recorded by then, read together. */
    public List<RecordedEvent> events(List<IndexEntry> entries) {
        var known = entries.stream()
                .filter(entry -> entry.recordedAtMicros() <= asOfMicros)
                .toList();
        var unread =
                known.stream().filter(entry -> !remembered.containsKey(entry)).toList();
        views.events().events(unread).forEach(event -> remembered.put(event.entry(), event));
        return known.stream().map(remembered::get).filter(Objects::nonNull).toList();
    }
}
