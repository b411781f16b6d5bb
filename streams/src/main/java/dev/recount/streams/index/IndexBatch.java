package dev.recount.streams.index;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.rocksdb.RocksDBException;
import org.rocksdb.WriteBatch;

/**
 * Changes by one partition to a store that become visible together, and the store as it will be with them. Used by one
 * thread.
 */
final class IndexBatch implements AutoCloseable {

    private final IndexDatabase database;
    private final int partition;
    private final WriteBatch changes = new WriteBatch();
    private final Map<ByteBuffer, Optional<byte[]>> lookedUp = new HashMap<>();
    private final NavigableSet<byte[]> walked = new TreeSet<>(Arrays::compareUnsigned);

    IndexBatch(IndexDatabase database, int partition) {
        this.database = database;
        this.partition = partition;
    }

    /** Where the changes come from. */
    int partition() {
        return partition;
    }

    /** The value at a key that is looked up by itself, see {@link IndexFamilies}; null when there is none. */
    byte @Nullable [] get(byte[] key) {
        var changed = lookedUp.get(ByteBuffer.wrap(key));
        return changed == null ? database.get(key) : changed.orElse(null);
    }

    /** The last key at {@code from} or after that stands before {@code to}, of those that are {@link IndexFamilies walked}. */
    byte @Nullable [] last(byte[] from, byte[] to) {
        return nearest(
                database.scan(from, to, true),
                walked.subSet(from, true, to, false).descendingSet());
    }

    /** The first key at {@code from} or after that stands before {@code to}, of those that are walked. */
    byte @Nullable [] first(byte[] from, byte[] to) {
        return nearest(database.scan(from, to, false), walked.subSet(from, true, to, false));
    }

    /** What comes first on either of two ways, which go in the same direction. */
    private static byte @Nullable [] nearest(OrderedReads.Scan stored, NavigableSet<byte[]> gathered) {
        try (stored) {
            if (!stored.next()) {
                return gathered.isEmpty() ? null : gathered.first();
            }
            byte[] key = stored.key();
            return gathered.isEmpty() || gathered.comparator().compare(key, gathered.first()) <= 0
                    ? key
                    : gathered.first();
        }
    }

    void put(byte[] key, byte[] value) {
        try {
            changes.put(database.family(key), key, value);
        } catch (RocksDBException e) {
            throw new IndexUnavailable("cannot gather changes", e);
        }
        note(key, value);
    }

    void delete(byte[] key) {
        try {
            changes.delete(database.family(key), key);
        } catch (RocksDBException e) {
            throw new IndexUnavailable("cannot gather changes", e);
        }
        note(key, null);
    }

    private void note(byte[] key, byte @Nullable [] value) {
        if (IndexFamilies.isLookedUp(key)) {
            lookedUp.put(ByteBuffer.wrap(key), Optional.ofNullable(value));
        } else if (IndexFamilies.isWalked(key)) {
            walked.add(key);
        }
    }

    WriteBatch changes() {
        return changes;
    }

    /** Begins again with no changes. */
    void clear() {
        changes.clear();
        lookedUp.clear();
        walked.clear();
    }

    @Override
    public void close() {
        changes.close();
    }
}
