package dev.recount.query.index;

import dev.recount.codec.RecordAvro;
import dev.recount.query.page.Place;
import dev.recount.streams.index.OrderedReads;
import dev.recount.streams.index.ReadableStore;
import dev.recount.streams.index.TableKeys;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Latest values by id.
 *
 * @param <T> the value
 */
final class IndexedTable<T extends Record> {

    private final ReadableStore store;
    private final RecordAvro<T> codec;

    IndexedTable(ReadableStore store, RecordAvro<T> codec) {
        this.store = store;
        this.codec = codec;
    }

    Optional<T> value(String group, String id) {
        return Optional.ofNullable(store.reads().get(TableKeys.value(group, id)))
                .map(codec::decode);
    }

    /** Values of a group in the order of their ids, behind {@code afterId}. */
    List<T> group(String group, @Nullable String afterId, int max) {
        byte[] all = TableKeys.group(group);
        byte[] from = afterId == null ? all : TableKeys.after(TableKeys.value(group, afterId));
        var values = new ArrayList<T>();
        try (var scan = store.reads().scan(from, TableKeys.after(all), false)) {
            while (values.size() < max && scan.next()) {
                values.add(codec.decode(scan.value()));
            }
        }
        return values;
    }

    /** Values that pass, latest first, behind {@code after}. */
    List<T> latest(@Nullable Place after, Predicate<T> filter, int max) {
        byte[] times = TableKeys.times();
        byte[] to = after == null ? TableKeys.after(times) : TableKeys.time(after.atMicros(), after.id());
        var reads = store.reads();
        var values = new ArrayList<T>();
        try (var scan = reads.scan(times, to, true)) {
            while (values.size() < max && scan.next()) {
                byte[] value = reads.get(scan.value());
                if (value != null) {
                    var latest = codec.decode(value);
                    if (filter.test(latest)) {
                        values.add(latest);
                    }
                }
            }
        }
        return values;
    }

    /** The values of {@code ids} that there are, by id. */
    Map<String, T> values(String group, Collection<String> ids) {
        var wanted = List.copyOf(ids);
        var found = store.reads()
                .getAll(wanted.stream().map(id -> TableKeys.value(group, id)).toList());
        var values = new HashMap<String, T>();
        for (int i = 0; i < wanted.size(); i++) {
            byte[] value = found.get(i);
            if (value != null) {
                values.put(wanted.get(i), codec.decode(value));
            }
        }
        return values;
    }

    /** Values that refer to each of {@code to}, in the order of their ids. */
    Map<String, List<T>> referring(Collection<String> to) {
        var wanted = List.copyOf(to);
        var reads = store.reads();
        var referred = reads.getAll(wanted.stream().map(TableKeys::referred).toList());
        var values = new HashMap<String, List<T>>();
        for (int i = 0; i < wanted.size(); i++) {
            if (referred.get(i) != null) {
                values.put(wanted.get(i), referring(reads, wanted.get(i)));
            }
        }
        return values;
    }

    private List<T> referring(OrderedReads reads, String to) {
        byte[] prefix = TableKeys.references(to);
        var values = new ArrayList<T>();
        try (var scan = reads.scan(prefix, TableKeys.after(prefix), false)) {
            while (scan.next()) {
                byte[] value = reads.get(scan.value());
                if (value != null) {
                    values.add(codec.decode(value));
                }
            }
        }
        return values;
    }
}
