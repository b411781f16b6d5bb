package dev.recount.query.timeline;

import dev.recount.query.Views;
import dev.recount.query.event.RecordedEvent;
import dev.recount.query.event.TimeRange;
import dev.recount.streams.index.Dimension;
import dev.recount.streams.index.IndexEntry;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Surroundings as they stand in the views at {@code asOf}. Made for one answer: it reads what lies around the answer's
 * events once for each thing that they speak of, not once for each event.
 */
public final class RememberedSurroundings implements Surroundings {

    /** So many entries of one thing are read at first: nearly always the nearest are what is asked for. */
    private static final int KEPT_FIRST = 64;

    /** How many entries of one thing are kept; what is busier than that is asked for each time. */
    private static final int KEPT_MAX = 1_200;

    private final Views views;
    private final long asOfMicros;
    private final TimeRange span;
    private final Map<IndexEntry, RecordedEvent> remembered = new HashMap<>();
    private final Map<String, RecordedEvent> byId = new HashMap<>();
    private final Map<Thing, Neighbourhood> neighbourhoods = new HashMap<>();

    private record Thing(Dimension dimension, String id) {}

    /**
     * Entries of one thing around the span, in order.
     *
     * @param complete the time from which on, until the span's end, none is missing
     */
    private record Neighbourhood(List<IndexEntry> entries, long complete) {

        int countBefore(IndexEntry entry) {
            int found = Collections.binarySearch(entries, entry);
            return found >= 0 ? found : -found - 1;
        }

        boolean holdsBefore(IndexEntry entry, int max) {
            return complete == TimeRange.ALWAYS.fromMicros() || countBefore(entry) >= max;
        }
    }

    /** @param span what will be asked about lies in it */
    public RememberedSurroundings(Views views, long asOfMicros, TimeRange span) {
        this.views = views;
        this.asOfMicros = asOfMicros;
        this.span = span;
    }

    @Override
    public Optional<RecordedEvent> event(String id) {
        var known = byId.get(id);
        return known != null
                ? Optional.of(known)
                : views.events().event(id).filter(event -> event.entry().recordedAtMicros() <= asOfMicros);
    }

    @Override
    public Optional<RecordedEvent> before(
            Dimension dimension, String id, IndexEntry entry, int lookedAtMax, Predicate<RecordedEvent> wanted) {
        var entries = entriesBefore(dimension, id, entry, lookedAtMax);
        for (int i = entries.size() - 1; i >= 0; i--) {
            var found = events(entries.subList(i, i + 1));
            if (!found.isEmpty() && wanted.test(found.get(0))) {
                return Optional.of(found.get(0));
            }
        }
        return Optional.empty();
    }

    /** At most {@code max} entries before {@code entry}, in order. */
    private List<IndexEntry> entriesBefore(Dimension dimension, String id, IndexEntry entry, int max) {
        if (entry.occurredAtMicros() < end(dimension)) {
            var around = neighbourhood(new Thing(dimension, id), kept -> kept.holdsBefore(entry, max));
            if (around.holdsBefore(entry, max)) {
                int before = around.countBefore(entry);
                return around.entries().subList(Math.max(0, before - max), before);
            }
        }
        return reversed(views.timelines().entries(dimension, id, TimeRange.ALWAYS, entry, true, max));
    }

    /** What is kept of a thing; more than at first where that does not do. */
    private Neighbourhood neighbourhood(Thing thing, Predicate<Neighbourhood> does) {
        var around = neighbourhoods.computeIfAbsent(thing, t -> read(t, KEPT_FIRST));
        if (!does.test(around) && around.entries().size() == KEPT_FIRST) {
            around = read(thing, KEPT_MAX);
            neighbourhoods.put(thing, around);
        }
        return around;
    }

    private Neighbourhood read(Thing thing, int max) {
        var until = new TimeRange(TimeRange.ALWAYS.fromMicros(), end(thing.dimension()));
        var entries = reversed(views.timelines().entries(thing.dimension(), thing.id(), until, null, true, max));
        long complete = entries.size() < max
                ? TimeRange.ALWAYS.fromMicros()
                : entries.get(0).occurredAtMicros() + 1;
        return new Neighbourhood(entries, complete);
    }

    /** An action has few events, and those behind the span matter too. */
    private long end(Dimension dimension) {
        return dimension == Dimension.ACTION ? TimeRange.ALWAYS.toMicros() : span.toMicros();
    }

    private static List<IndexEntry> reversed(List<IndexEntry> entries) {
        var reversed = new ArrayList<>(entries);
        Collections.reverse(reversed);
        return reversed;
    }

    @Override
    public List<RecordedEvent> within(Dimension dimension, String id, TimeRange range, int max) {
        var around = neighbourhood(new Thing(dimension, id), kept -> range.fromMicros() >= kept.complete());
        if (range.fromMicros() >= around.complete() && range.toMicros() <= end(dimension)) {
            return events(around.entries().stream()
                    .filter(entry -> range.contains(entry.occurredAtMicros()))
                    .limit(max)
                    .toList());
        }
        return events(views.timelines().entries(dimension, id, range, null, false, max));
    }

    /** The events of {@code entries} that were recorded by then, read together. */
    public List<RecordedEvent> events(List<IndexEntry> entries) {
        var known = entries.stream()
                .filter(entry -> entry.recordedAtMicros() <= asOfMicros)
                .toList();
        var unread =
                known.stream().filter(entry -> !remembered.containsKey(entry)).toList();
        if (!unread.isEmpty()) {
            views.events().events(unread).forEach(event -> {
                remembered.put(event.entry(), event);
                byId.putIfAbsent(event.id(), event);
            });
        }
        return known.stream().map(remembered::get).filter(Objects::nonNull).toList();
    }
}
