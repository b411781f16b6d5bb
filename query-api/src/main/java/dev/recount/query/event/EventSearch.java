package dev.recount.query.event;

import dev.recount.codec.Micros;
import dev.recount.streams.index.Dimension;
import dev.recount.streams.index.IndexEntry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Search: walks the narrowest index that the filter names, in the order of time, and reads what it passes. */
public final class EventSearch {

    private static final int STEP = 512;
    /** A page looks at no more events than this, so that a rare match cannot hold a request for long. */
    private static final int LOOKED_AT_MAX = 100_000;

    private final EventReads events;
    private final TimelineReads timelines;
    private final FactReads facts;

    public EventSearch(EventReads events, TimelineReads timelines, FactReads facts) {
        this.events = events;
        this.timelines = timelines;
        this.facts = facts;
    }

    /**
     * A part of what was found.
     *
     * @param items in the order of {@link IndexEntry}
     * @param next the entry looked at last, when there may be more behind it. A page may then hold fewer items than were
     *     asked for, or none
     */
    public record Found(List<RecordedEvent> items, @Nullable IndexEntry next) {}

    /** At most {@code limit} events behind {@code after} that were recorded by {@code asOf}. */
    public Found page(EventFilter filter, TimeRange range, Instant asOf, @Nullable IndexEntry after, int limit) {
        var items = new ArrayList<RecordedEvent>();
        var index = index(filter);
        IndexEntry last = after;
        for (int lookedAt = 0; lookedAt < LOOKED_AT_MAX; lookedAt += STEP) {
            var entries = timelines.entries(index.dimension(), index.id(), range, last, false, STEP);
            for (RecordedEvent event : matching(entries, filter, asOf)) {
                items.add(event);
                if (items.size() == limit) {
                    return new Found(items, event.entry());
                }
            }
            if (entries.size() < STEP) {
                return new Found(items, null);
            }
            last = entries.get(entries.size() - 1);
        }
        return new Found(items, last);
    }

    /** Event times, in microseconds, of everything that is found. */
    public List<Long> times(EventFilter filter, TimeRange range, Instant asOf) {
        var index = index(filter);
        var times = new ArrayList<Long>();
        IndexEntry last = null;
        while (true) {
            var entries = timelines.entries(index.dimension(), index.id(), range, last, false, STEP);
            matching(entries, filter, asOf).forEach(event -> times.add(Micros.of(event.occurredAt())));
            if (entries.size() < STEP) {
                return times;
            }
            last = entries.get(entries.size() - 1);
        }
    }

    private List<RecordedEvent> matching(List<IndexEntry> entries, EventFilter filter, Instant asOf) {
        long asOfMicros = Micros.of(asOf);
        Predicate<IndexEntry> known = entry -> entry.recordedAtMicros() <= asOfMicros;
        return events.events(entries.stream().filter(known).toList()).stream()
                .filter(event -> filter.test(event.event(), facts))
                .toList();
    }

    private record Index(Dimension dimension, String id) {}

    private static Index index(EventFilter filter) {
        return filter.session()
                .map(id -> new Index(Dimension.SESSION, id))
                .or(() -> filter.credential().map(id -> new Index(Dimension.CREDENTIAL, id)))
                .or(() ->
                        filter.resource().filter(id -> !id.endsWith("*")).map(id -> new Index(Dimension.RESOURCE, id)))
                .or(() -> filter.actor().map(id -> new Index(Dimension.ACTOR, id)))
                .orElse(new Index(Dimension.ALL, ""));
    }
}
