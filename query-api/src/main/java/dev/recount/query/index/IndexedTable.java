package dev.recount.query.index;

import dev.recount.codec.RecordAvro;
import dev.recount.query.page.Place;
import dev.recount.streams.index.IndexPartitions;
import dev.recount.streams.index.OrderedReads;
import dev.recount.streams.index.TableKeys;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Latest values by id.
 *
 * @param <T> the value
 */
final class IndexedTable<T extends Record> {

    private final IndexPartitions store;
    private final RecordAvro<T> codec;

    IndexedTable(IndexPartitions store, RecordAvro<T> codec) {
        this.store = store;
        this.codec = codec;
    }

    Optional<T> value(String group, String id) {
        byte[] key = TableKeys.value(group, id);
        return store.partitions().stream()
                .map(partition -> partition.get(key))
                .filter(Objects::nonNull)
                .findFirst()
                .map(codec::decode);
    }

    /** Values of a group in the order of their ids, behind {@code afterId}. */
    List<T> group(String group, @Nullable String afterId, Function<T, String> id, int max) {
        byte[] all = TableKeys.group(group);
        byte[] from = afterId == null ? all : TableKeys.after(TableKeys.value(group, afterId));
        var values = new ArrayList<T>();
        for (OrderedReads partition : store.partitions()) {
            try (var scan = partition.scan(from, TableKeys.after(all), false)) {
                for (int i = 0; i < max && scan.next(); i++) {
                    values.add(codec.decode(scan.value()));
                }
            }
        }
        values.sort(Comparator.comparing(id));
        return values.size() > max ? values.subList(0, max) : values;
    }

    /** Values that pass, latest first, behind {@code after}. */
    List<T> latest(@Nullable Place after, Predicate<T> filter, Function<T, Place> place, int max) {
        byte[] times = TableKeys.times();
        byte[] to = after == null ? TableKeys.after(times) : TableKeys.time(after.atMicros(), after.id());
        var values = new ArrayList<T>();
        for (OrderedReads partition : store.partitions()) {
            latest(partition, times, to, filter, max, values);
        }
        values.sort(Comparator.comparing(
                place,
                Comparator.comparingLong(Place::atMicros)
                        .thenComparing(Place::id)
                        .reversed()));
        return values.size() > max ? values.subList(0, max) : values;
    }

    private void latest(OrderedReads partition, byte[] from, byte[] to, Predicate<T> filter, int max, List<T> values) {
        int found = 0;
        try (var scan = partition.scan(from, to, true)) {
            while (found < max && scan.next()) {
                byte[] value = partition.get(scan.value());
                if (value != null) {
                    var latest = codec.decode(value);
                    if (filter.test(latest)) {
                        values.add(latest);
                        found++;
                    }
                }
            }
        }
    }

    /** The values of {@code ids} that there are, by id. */
    Map<String, T> values(String group, Collection<String> ids) {
        var wanted = List.copyOf(ids);
        var keys = wanted.stream().map(id -> TableKeys.value(group, id)).toList();
        var values = new HashMap<String, T>();
        for (OrderedReads partition : store.partitions()) {
            var found = partition.getAll(keys);
            for (int i = 0; i < wanted.size(); i++) {
                byte[] value = found.get(i);
                if (value != null) {
                    values.putIfAbsent(wanted.get(i), codec.decode(value));
                }
            }
        }
        return values;
    }

    /** Values that refer to each of {@code to}, in the order of their ids. */
    Map<String, List<T>> referring(Collection<String> to) {
        var wanted = List.copyOf(to);
        var keys = wanted.stream().map(TableKeys::referred).toList();
        var values = new HashMap<String, List<T>>();
        for (OrderedReads partition : store.partitions()) {
            var referred = partition.getAll(keys);
            for (int i = 0; i < wanted.size(); i++) {
                if (referred.get(i) != null) {
                    var id = wanted.get(i);
                    values.computeIfAbsent(id, key -> new ArrayList<>()).addAll(referring(partition, id));
                }
            }
        }
        return values;
    }

    private List<T> referring(OrderedReads partition, String to) {
        byte[] prefix = TableKeys.references(to);
        var values = new ArrayList<T>();
        try (var scan = partition.scan(prefix, TableKeys.after(prefix), false)) {
            while (scan.next()) {
                byte[] value = partition.get(scan.value());
                if (value != null) {
                    values.add(codec.decode(value));
                }
            }
        }
        return values;
    }
}
