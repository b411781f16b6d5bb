package dev.recount.query.index;

import dev.recount.codec.RecordAvro;
import dev.recount.event.Event;
import dev.recount.query.event.EventReads;
import dev.recount.query.event.RecordedEvent;
import dev.recount.query.event.TimeRange;
import dev.recount.query.event.TimelineReads;
import dev.recount.streams.index.Dimension;
import dev.recount.streams.index.EventKeys;
import dev.recount.streams.index.IndexEntry;
import dev.recount.streams.index.IndexPartitions;
import dev.recount.streams.index.OrderedReads;
import dev.recount.streams.index.SessionKeys;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Events from the event store. */
final class IndexedEvents implements EventReads, TimelineReads {

    private static final Comparator<RecordedEvent> FIRST_RECORDED = Comparator.comparing(RecordedEvent::recordedAt)
            .thenComparing(RecordedEvent::partition)
            .thenComparing(RecordedEvent::offset);

    /** Fewer keys are read sooner than they are handed to another thread. */
    private static final int SIDE_BY_SIDE_MIN = 64;

    private final IndexPartitions store;
    private final RecordAvro<Event> codec;

    IndexedEvents(IndexPartitions store, RecordAvro<Event> codec) {
        this.store = store;
        this.codec = codec;
    }

    @Override
    public Optional<RecordedEvent> event(String id) {
        byte[] key = EventKeys.byId(id);
        return store.partitions().stream()
                .map(partition -> event(partition, key))
                .filter(Objects::nonNull)
                .min(FIRST_RECORDED);
    }

    private @Nullable RecordedEvent event(OrderedReads partition, byte[] idKey) {
        byte[] value = partition.get(idKey);
        if (value == null) {
            return null;
        }
        long offset = EventKeys.offset(value);
        byte[] body = partition.get(EventKeys.body(offset));
        return body == null ? null : new RecordedEvent(codec.decode(body), partition.partition(), offset);
    }

    @Override
    public List<RecordedEvent> events(List<IndexEntry> entries) {
        return read(entries, (entry, body) -> new RecordedEvent(codec.decode(body), entry));
    }

    @Override
    public List<byte[]> canonical(List<IndexEntry> entries) {
        return read(entries, (entry, body) -> codec.canonical(body));
    }

    private <T> List<T> read(List<IndexEntry> entries, BiFunction<IndexEntry, byte[], T> reader) {
        Map<IndexEntry, T> found = new ConcurrentHashMap<>();
        Map<Integer, List<IndexEntry>> byPartition =
                entries.stream().collect(Collectors.groupingBy(IndexEntry::partition));
        partitions(entries.size())
                .forEach(partition ->
                        read(partition, byPartition.getOrDefault(partition.partition(), List.of()), reader, found));
        return entries.stream().map(found::get).filter(Objects::nonNull).toList();
    }

    private static <T> void read(
            OrderedReads partition,
            List<IndexEntry> wanted,
            BiFunction<IndexEntry, byte[], T> reader,
            Map<IndexEntry, T> found) {
        var bodies = partition.getAll(
                wanted.stream().map(entry -> EventKeys.body(entry.offset())).toList());
        for (int i = 0; i < wanted.size(); i++) {
            byte[] body = bodies.get(i);
            if (body != null) {
                found.put(wanted.get(i), reader.apply(wanted.get(i), body));
            }
        }
    }

    /** All of them, to be asked side by side where there is much to ask. */
    private Stream<OrderedReads> partitions(int keys) {
        var partitions = store.partitions().stream();
        return keys < SIDE_BY_SIDE_MIN ? partitions : partitions.parallel();
    }

    @Override
    public Optional<Instant> newestRecordedAt() {
        return store.partitions().stream()
                .map(this::newest)
                .flatMap(Optional::stream)
                .max(Comparator.naturalOrder());
    }

    private Optional<Instant> newest(OrderedReads partition) {
        try (var scan = partition.scan(EventKeys.firstBody(), EventKeys.endOfBodies(), true)) {
            return scan.next() ? Optional.ofNullable(codec.decode(scan.value()).recordedAt()) : Optional.empty();
        }
    }

    @Override
    public List<IndexEntry> entries(
            Dimension dimension, String id, TimeRange range, @Nullable IndexEntry after, boolean reverse, int max) {
        var span = after == null ? range : range.within(behind(after, reverse));
        if (span.isEmpty()) {
            return List.of();
        }
        Function<OrderedReads, List<IndexEntry>> read = partition -> new PartitionEntries(partition)
                .between(
                        EventKeys.from(dimension, id, span.fromMicros()),
                        span.toMicros() == TimeRange.ALWAYS.toMicros()
                                ? EventKeys.end(dimension, id)
                                : EventKeys.from(dimension, id, span.toMicros()),
                        after,
                        reverse,
                        max);
        return store.partitions().stream()
                .map(read)
                .flatMap(List::stream)
                .sorted(PartitionEntries.order(reverse))
                .limit(max)
                .toList();
    }

    @Override
    public Map<String, List<IndexEntry>> latest(
            Dimension dimension, Collection<String> ids, long untilMicros, int max) {
        var found = new HashMap<String, List<IndexEntry>>();
        partitions(ids.size())
                .map(partition -> new PartitionEntries(partition).latest(dimension, ids, untilMicros, max))
                .toList()
                .forEach(some -> some.forEach((id, entries) ->
                        found.computeIfAbsent(id, key -> new ArrayList<>()).addAll(entries)));
        found.replaceAll((id, entries) -> {
            Collections.sort(entries);
            return entries.subList(Math.max(0, entries.size() - max), entries.size());
        });
        return found;
    }

    @Override
    public List<String> children(String session) {
        byte[] prefix = SessionKeys.children(session);
        var children = new TreeSet<String>();
        for (OrderedReads partition : store.partitions()) {
            try (var scan = partition.scan(prefix, SessionKeys.after(prefix), false)) {
                while (scan.next()) {
                    children.add(SessionKeys.child(scan.value()));
                }
            }
        }
        return List.copyOf(children);
    }

    /** A session's records have one key and so stand in one partition; how two partitions of it agree is not known. */
    @Override
    public long disagreementMicros(String session) {
        byte[] key = SessionKeys.clock(session);
        var clocks = store.partitions().stream()
                .map(partition -> partition.get(key))
                .filter(Objects::nonNull)
                .toList();
        return switch (clocks.size()) {
            case 0 -> 0;
            case 1 -> SessionKeys.clock(clocks.get(0)).disagreementMicros();
            default -> Long.MAX_VALUE;
        };
    }

    @Override
    public long disagreementMicros(TimeRange range) {
        byte[] prefix = SessionKeys.disagreeing();
        long worst = SessionKeys.USUAL_MICROS;
        for (OrderedReads partition : store.partitions()) {
            try (var scan = partition.scan(prefix, SessionKeys.after(prefix), false)) {
                while (scan.next()) {
                    var clock = SessionKeys.clock(scan.value());
                    if (clock.earliestMicros() < range.toMicros() && clock.latestMicros() >= range.fromMicros()) {
                        worst = Math.max(worst, clock.disagreementMicros());
                    }
                }
            }
        }
        return worst;
    }

    private static TimeRange behind(IndexEntry after, boolean reverse) {
        return reverse
                ? new TimeRange(TimeRange.ALWAYS.fromMicros(), after.occurredAtMicros() + 1)
                : new TimeRange(after.occurredAtMicros(), TimeRange.ALWAYS.toMicros());
    }
}
