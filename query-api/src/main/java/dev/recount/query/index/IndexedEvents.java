package dev.recount.query.index;

import dev.recount.codec.Excerpt;
import dev.recount.codec.RecordAvro;
import dev.recount.event.Event;
import dev.recount.query.SideBySide;
import dev.recount.query.event.EventReads;
import dev.recount.query.event.RecordedEvent;
import dev.recount.query.event.ShownEvent;
import dev.recount.query.event.Sightings;
import dev.recount.query.event.TimeRange;
import dev.recount.query.event.TimelineReads;
import dev.recount.query.event.Vicinity;
import dev.recount.streams.index.Dimension;
import dev.recount.streams.index.EventKeys;
import dev.recount.streams.index.IndexEntry;
import dev.recount.streams.index.OrderedReads;
import dev.recount.streams.index.ReadableStore;
import dev.recount.streams.index.SessionClock;
import dev.recount.streams.index.SessionKeys;
import dev.recount.streams.index.Sighting;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Events from the event store. */
final class IndexedEvents implements EventReads, TimelineReads {

    private static final Comparator<RecordedEvent> FIRST_RECORDED = Comparator.comparing(RecordedEvent::recordedAt)
            .thenComparing(RecordedEvent::partition)
            .thenComparing(RecordedEvent::offset);

    private static final Excerpt WHEN_RECORDED = Excerpt.of(Event.class, List.of("recorded_at"));

    private final ReadableStore store;
    private final RecordAvro<Event> codec;

    IndexedEvents(ReadableStore store, RecordAvro<Event> codec) {
        this.store = store;
        this.codec = codec;
    }

    @Override
    public Optional<RecordedEvent> event(String id) {
        byte[] all = EventKeys.byId(id);
        var reads = store.reads();
        var found = new ArrayList<RecordedEvent>();
        try (var scan = reads.scan(all, SessionKeys.after(all), false)) {
            while (scan.next()) {
                int partition = EventKeys.partition(scan.key());
                long offset = EventKeys.offset(scan.value());
                byte[] body = reads.get(EventKeys.body(partition, offset));
                if (body != null) {
                    found.add(new RecordedEvent(codec.decode(body), partition, offset));
                }
            }
        }
        return found.stream().min(FIRST_RECORDED);
    }

    @Override
    public Map<String, Long> firstRecorded(Collection<String> ids) {
        var recorded = new HashMap<String, Long>();
        if (ids.isEmpty()) {
            return recorded;
        }
        byte[] somewhere = EventKeys.byId("");
        try (var scan = store.reads().scan(somewhere, somewhere, false)) {
            for (String id : ids) {
                byte[] all = EventKeys.byId(id);
                scan.restart(all, SessionKeys.after(all));
                while (scan.next()) {
                    recorded.merge(id, EventKeys.recordedMicros(scan.value()), Math::min);
                }
            }
        }
        return recorded;
    }

    @Override
    public List<RecordedEvent> events(List<IndexEntry> entries) {
        return read(entries, (entry, body) -> new RecordedEvent(codec.decode(body), entry));
    }

    @Override
    public List<ShownEvent> shown(List<IndexEntry> entries) {
        return read(
                entries,
                (entry, body) -> new ShownEvent(new RecordedEvent(codec.decode(body), entry), codec.canonical(body)));
    }

    @Override
    public List<byte[]> canonical(List<IndexEntry> entries) {
        return read(entries, (entry, body) -> codec.canonical(body));
    }

    private <T> List<T> read(List<IndexEntry> entries, BiFunction<IndexEntry, byte[], T> reader) {
        var reads = store.reads();
        return SideBySide.of(entries)
                .flatMap(some -> read(reads, some, reader).stream())
                .toList();
    }

    private static <T> List<T> read(
            OrderedReads reads, List<IndexEntry> entries, BiFunction<IndexEntry, byte[], T> reader) {
        var bodies = reads.getAll(entries.stream()
                .map(entry -> EventKeys.body(entry.partition(), entry.offset()))
                .toList());
        return IntStream.range(0, entries.size())
                .filter(i -> bodies.get(i) != null)
                .mapToObj(i -> reader.apply(entries.get(i), Objects.requireNonNull(bodies.get(i))))
                .toList();
    }

    @Override
    public Optional<Instant> newestRecordedAt() {
        var reads = store.reads();
        byte[] somewhere = EventKeys.bodies(0);
        Instant newest = null;
        try (var scan = reads.scan(somewhere, somewhere, true)) {
            for (int partition : reads.partitions()) {
                scan.restart(EventKeys.bodies(partition), EventKeys.bodies(partition + 1));
                if (scan.next()) {
                    newest = later(
                            newest, codec.decode(scan.value(), WHEN_RECORDED).recordedAt());
                }
            }
        }
        return Optional.ofNullable(newest);
    }

    private static @Nullable Instant later(@Nullable Instant a, @Nullable Instant b) {
        return a == null || (b != null && b.isAfter(a)) ? b : a;
    }

    @Override
    public List<IndexEntry> entries(
            Dimension dimension, String id, TimeRange range, @Nullable IndexEntry after, boolean reverse, int max) {
        var part = new EntryWalk.Part(range, after, reverse);
        return new EntryWalk(store.reads()).read(dimension, id, part, EventKeys::entry, max);
    }

    @Override
    public List<Sighting> sightings(
            Dimension dimension, String id, TimeRange range, @Nullable IndexEntry after, boolean reverse, int max) {
        var part = new EntryWalk.Part(range, after, reverse);
        return new EntryWalk(store.reads()).read(dimension, id, part, EventKeys::sighting, max);
    }

    @Override
    public Map<String, Sightings> around(Dimension dimension, Collection<Vicinity> around, int before, int max) {
        var reads = store.reads();
        var walk = new EntryWalk(reads);
        Map<String, Sightings> found = new ConcurrentHashMap<>();
        around.forEach(thing -> found.put(thing.id(), Sightings.none(thing.range())));
        SideBySide.of(present(reads, dimension, List.copyOf(around)))
                .forEach(some -> found.putAll(walk.around(dimension, some, before, max)));
        return found;
    }

    /** Those of which there may be an entry. */
    private static List<Vicinity> present(OrderedReads reads, Dimension dimension, List<Vicinity> things) {
        if (!dimension.isRare()) {
            return things;
        }
        var present = reads.getAll(things.stream()
                .map(thing -> EventKeys.present(dimension, thing.id()))
                .toList());
        return IntStream.range(0, things.size())
                .filter(i -> present.get(i) != null)
                .mapToObj(things::get)
                .toList();
    }

    @Override
    public List<String> children(String session) {
        byte[] prefix = SessionKeys.children(session);
        var children = new ArrayList<String>();
        try (var scan = store.reads().scan(prefix, SessionKeys.after(prefix), false)) {
            while (scan.next()) {
                children.add(SessionKeys.child(scan.value()));
            }
        }
        children.sort(Comparator.naturalOrder());
        return children;
    }

    /** A session's records have one key and so stand in one partition; how two partitions of it agree is not known. */
    @Override
    public long disagreementMicros(String session) {
        byte[] all = SessionKeys.clocks(session);
        try (var scan = store.reads().scan(all, SessionKeys.after(all), false)) {
            if (!scan.next()) {
                return 0;
            }
            var clock = SessionKeys.clock(scan.value());
            return scan.next() ? Long.MAX_VALUE : clock.disagreementMicros();
        }
    }

    @Override
    public long disagreementMicros(Dimension dimension, Collection<String> ids, TimeRange range) {
        var reads = store.reads();
        var keys = ids.stream()
                .flatMap(id ->
                        reads.partitions().stream().map(partition -> SessionKeys.disagreeing(dimension, id, partition)))
                .toList();
        return reads.getAll(keys).stream()
                .filter(Objects::nonNull)
                .map(SessionKeys::clock)
                .filter(clock ->
                        clock.earliestMicros() < range.toMicros() && clock.latestMicros() >= range.fromMicros())
                .mapToLong(SessionClock::disagreementMicros)
                .reduce(SessionKeys.USUAL_MICROS, Math::max);
    }
}
