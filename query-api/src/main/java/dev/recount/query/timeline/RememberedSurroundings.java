package dev.recount.query.timeline;

import dev.recount.query.Views;
import dev.recount.query.event.RecordedEvent;
import dev.recount.query.event.TimeRange;
import dev.recount.streams.index.Dimension;
import dev.recount.streams.index.IndexEntry;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Surroundings as they stand in the views at {@code asOf}. Made for one answer: it reads what lies around the answer's
 * events once for each thing that they speak of, not once for each event.
 */
public final class RememberedSurroundings implements Surroundings {

    /** How many entries of one thing are read at first, then and at last; nearly always the nearest are what is asked for. */
    private static final int[] KEPT = {8, 64, 1_200};

    /** How many that stand nearest before an event are read with it: the second where the first is of its own action. */
    private static final int NEAREST = 2;

    private final Views views;
    private final long asOfMicros;
    private final TimeRange span;
    private final Map<IndexEntry, RecordedEvent> remembered = new HashMap<>();
    private final Map<String, RecordedEvent> byId = new HashMap<>();
    private final Map<Dimension, Map<String, Neighbourhood>> neighbourhoods = new EnumMap<>(Dimension.class);

    /** @param span what will be asked about lies in it */
    public RememberedSurroundings(Views views, long asOfMicros, TimeRange span) {
        this.views = views;
        this.asOfMicros = asOfMicros;
        this.span = span;
    }

    /** Reads at once what will be asked about {@code events}; without it, each is read when it is asked for. */
    void prepare(Collection<RecordedEvent> events) {
        Map<Dimension, Set<String>> things = new EnumMap<>(Dimension.class);
        for (RecordedEvent event : events) {
            Things.of(event.event(), (dimension, id) -> things.computeIfAbsent(dimension, d -> new TreeSet<>())
                    .add(id));
        }
        things.forEach((dimension, ids) -> read(dimension, ids, KEPT[0]));
        var nearest = new LinkedHashSet<IndexEntry>();
        for (RecordedEvent event : events) {
            Things.of(event.event(), (dimension, id) -> {
                var around = neighbourhood(dimension, id);
                int before = around.countBefore(event.entry());
                nearest.addAll(around.entries().subList(Math.max(0, before - NEAREST), before));
            });
        }
        events(List.copyOf(nearest));
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
        int lookedAt = 0;
        if (entry.occurredAtMicros() < end(dimension)) {
            for (int kept : KEPT) {
                var around = neighbourhood(dimension, id, kept);
                int before = around.countBefore(entry);
                for (; lookedAt < Math.min(lookedAtMax, before); lookedAt++) {
                    var found = known(around.entries().get(before - 1 - lookedAt));
                    if (found != null && wanted.test(found)) {
                        return Optional.of(found);
                    }
                }
                if (lookedAt == lookedAtMax || around.isWhole()) {
                    return Optional.empty();
                }
            }
        }
        return views.timelines().entries(dimension, id, TimeRange.ALWAYS, entry, true, lookedAtMax).stream()
                .map(this::known)
                .filter(Objects::nonNull)
                .filter(wanted)
                .findFirst();
    }

    @Override
    public List<RecordedEvent> within(Dimension dimension, String id, TimeRange range, int max) {
        if (range.toMicros() <= end(dimension)) {
            for (int kept : KEPT) {
                var around = neighbourhood(dimension, id, kept);
                if (around.isCompleteFrom(range.fromMicros())) {
                    var entries = around.in(range);
                    return events(entries.subList(0, Math.min(max, entries.size())));
                }
            }
        }
        return events(views.timelines().entries(dimension, id, range, null, false, max));
    }

    /** What is kept of a thing, whatever there is. */
    private Neighbourhood neighbourhood(Dimension dimension, String id) {
        return neighbourhood(dimension, id, 0);
    }

    /** What is kept of a thing, {@code kept} entries or more unless that is all of them. */
    private Neighbourhood neighbourhood(Dimension dimension, String id, int kept) {
        var ofDimension = neighbourhoods.computeIfAbsent(dimension, d -> new HashMap<>());
        var around = ofDimension.get(id);
        if (around == null || (!around.isWhole() && around.entries().size() < kept)) {
            read(dimension, Set.of(id), Math.max(kept, KEPT[0]));
            around = Objects.requireNonNull(ofDimension.get(id));
        }
        return around;
    }

    private void read(Dimension dimension, Set<String> ids, int max) {
        var found = views.timelines().latest(dimension, ids, end(dimension), max);
        var ofDimension = neighbourhoods.computeIfAbsent(dimension, d -> new HashMap<>());
        ids.forEach(id -> ofDimension.put(id, Neighbourhood.of(found.getOrDefault(id, List.of()), max)));
    }

    /** An action has few events, and those behind the span matter too. */
    private long end(Dimension dimension) {
        return dimension == Dimension.ACTION ? TimeRange.ALWAYS.toMicros() : span.toMicros();
    }

    /** The events of {@code entries} that were recorded by then, read together. */
    public List<RecordedEvent> events(List<IndexEntry> entries) {
        var unread = new ArrayList<IndexEntry>();
        for (IndexEntry entry : entries) {
            if (entry.recordedAtMicros() <= asOfMicros && !remembered.containsKey(entry)) {
                unread.add(entry);
            }
        }
        if (!unread.isEmpty()) {
            views.events().events(unread).forEach(this::remember);
        }
        var events = new ArrayList<RecordedEvent>(entries.size());
        for (IndexEntry entry : entries) {
            var event = remembered.get(entry);
            if (event != null) {
                events.add(event);
            }
        }
        return events;
    }

    private void remember(RecordedEvent event) {
        remembered.put(event.entry(), event);
        byId.putIfAbsent(event.id(), event);
    }

    /** The event of {@code entry}, if it was recorded by then. */
    private @Nullable RecordedEvent known(IndexEntry entry) {
        var event = remembered.get(entry);
        if (event != null) {
            return event;
        }
        var read = events(Collections.singletonList(entry));
        return read.isEmpty() ? null : read.get(0);
    }
}
