package dev.recount.streams.index;

import java.util.Arrays;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Changes by one partition to a store that become visible together, and the store as it will be with them. In the order of
 * their keys, in which a database takes them fastest; of a key that changes many times only the last is written. Used by one
 * thread.
 */
final class IndexBatch {

    private final IndexDatabase database;
    private final int partition;
    private final NavigableMap<byte[], Optional<byte[]>> changes = new TreeMap<>(Arrays::compareUnsigned);
    private final BatchBytes bytes = new BatchBytes();

    IndexBatch(IndexDatabase database, int partition) {
        this.database = database;
        this.partition = partition;
    }

    /** Where the changes come from. */
    int partition() {
        return partition;
    }

    /** The value at {@code key}; null when there is none. */
    byte @Nullable [] get(byte[] key) {
        var changed = changes.get(key);
        return changed == null ? database.get(key) : changed.orElse(null);
    }

    /** The last key at {@code from} or after that stands before {@code to}, of keys that are never deleted. */
    byte @Nullable [] last(byte[] from, byte[] to) {
        var gathered = changes.lowerKey(to);
        return nearest(database.scan(from, to, true), isIn(gathered, from, to) ? gathered : null, true);
    }

    /** The first key at {@code from} or after that stands before {@code to}, of keys that are never deleted. */
    byte @Nullable [] first(byte[] from, byte[] to) {
        var gathered = changes.ceilingKey(from);
        return nearest(database.scan(from, to, false), isIn(gathered, from, to) ? gathered : null, false);
    }

    private static boolean isIn(byte @Nullable [] key, byte[] from, byte[] to) {
        return key != null && Arrays.compareUnsigned(from, key) <= 0 && Arrays.compareUnsigned(key, to) < 0;
    }

    /** What comes first on either of two ways, which go in the same direction. */
    private static byte @Nullable [] nearest(OrderedReads.Scan stored, byte @Nullable [] gathered, boolean reverse) {
        try (stored) {
            if (!stored.next()) {
                return gathered;
            }
            byte[] key = stored.key();
            return gathered == null || Arrays.compareUnsigned(key, gathered) < 0 != reverse ? key : gathered;
        }
    }

    void put(byte[] key, byte[] value) {
        changes.put(key, Optional.of(value));
    }

    void delete(byte[] key) {
        changes.put(key, Optional.empty());
    }

    /** What is changed. */
    Stream<byte[]> keys() {
        return changes.keySet().stream();
    }

    /** The changes as RocksDB writes them. */
    byte[] toBytes(IndexFamilies families) {
        bytes.clear();
        changes.forEach((key, value) -> value.ifPresentOrElse(
                put -> bytes.put(families.id(key), key, put), () -> bytes.delete(families.id(key), key)));
        return bytes.toBytes();
    }

    /** Begins again with no changes. */
    void clear() {
        changes.clear();
    }
}
