package dev.recount.query.event;

import dev.recount.codec.Micros;
import dev.recount.streams.index.Dimension;
import dev.recount.streams.index.IndexEntry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Search: walks the narrowest index that the filter names, in the order of time, and reads what it passes. */
public final class EventSearch {

    private static final int STEP = 512;
    /** A page looks at no more events than this, so that a rare match cannot hold a request for long. */
    private static final int LOOKED_AT_MAX = 100_000;

    /** A histogram counts in no more events than this. */
    private static final int COUNTED_MAX = 1_000_000;

    private final EventReads events;
    private final TimelineReads timelines;
    private final FactReads facts;
    private final int countedMax;

    public EventSearch(EventReads events, TimelineReads timelines, FactReads facts) {
        this(events, timelines, facts, COUNTED_MAX);
    }

    EventSearch(EventReads events, TimelineReads timelines, FactReads facts, int countedMax) {
        this.events = events;
        this.timelines = timelines;
        this.facts = facts;
        this.countedMax = countedMax;
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
        var next = walk(filter, range, asOf, new Walk(after, false, LOOKED_AT_MAX), event -> {
            items.add(event);
            return items.size() < limit;
        });
        return new Found(items, next);
    }

    /**
     * How a walk goes.
     *
     * @param after behind this entry; null from the range's end
     * @param reverse from the latest to the earliest
     * @param lookedAtMax how many events it looks at
     */
    private record Walk(@Nullable IndexEntry after, boolean reverse, int lookedAtMax) {}

    /**
     * Shows what is found until {@code goesOn} has enough.
     *
     * @return the entry looked at last; null when there is nothing behind it
     */
    private @Nullable IndexEntry walk(
            EventFilter filter, TimeRange range, Instant asOf, Walk walk, Predicate<RecordedEvent> goesOn) {
        var index = index(filter);
        IndexEntry last = walk.after();
        for (int lookedAt = 0; lookedAt < walk.lookedAtMax(); lookedAt += STEP) {
            var entries = timelines.entries(index.dimension(), index.id(), range, last, walk.reverse(), STEP);
            for (RecordedEvent event : matching(entries, filter, asOf)) {
                if (!goesOn.test(event)) {
                    return event.entry();
                }
            }
            if (entries.size() < STEP) {
                return null;
            }
            last = entries.get(entries.size() - 1);
        }
        return last;
    }

    /**
     * How much was found when.
     *
     * @param buckets over the range; an open end of it is where what was found begins or ends. None when the range is empty,
     *     or open and nothing was found
     * @param countedToMicros events from this time on are not counted, since there are too many; empty when all are
     */
    public record Counted(List<Histogram.Bucket> buckets, OptionalLong countedToMicros) {}

    /** Counts everything that is found, in the first million that it looks at. */
    public Counted counted(EventFilter filter, TimeRange range, Instant asOf, int buckets) {
        long from = range.fromMicros() == TimeRange.ALWAYS.fromMicros()
                ? end(filter, range, asOf, false)
                : range.fromMicros();
        if (from == Long.MAX_VALUE) {
            return new Counted(List.of(), OptionalLong.empty());
        }
        long to =
                range.toMicros() == TimeRange.ALWAYS.toMicros() ? end(filter, range, asOf, true) + 1 : range.toMicros();
        if (from >= to) {
            return new Counted(List.of(), OptionalLong.empty());
        }
        var histogram = new Histogram(from, to, buckets);
        var last = walk(filter, new TimeRange(from, to), asOf, new Walk(null, false, countedMax), event -> {
            histogram.add(Micros.of(event.occurredAt()));
            return true;
        });
        return new Counted(
                histogram.buckets(), last == null ? OptionalLong.empty() : OptionalLong.of(last.occurredAtMicros()));
    }

    /** Where what is found begins or ends, or no earlier or later than that; the far end of time when there is nothing. */
    private long end(EventFilter filter, TimeRange range, Instant asOf, boolean latest) {
        var at = walk(filter, range, asOf, new Walk(null, latest, countedMax), event -> false);
        if (at != null) {
            return at.occurredAtMicros();
        }
        return latest ? Long.MIN_VALUE : Long.MAX_VALUE;
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
