package dev.recount.streams.index;

import org.rocksdb.RocksDBException;
import org.rocksdb.WriteBatch;

/** Changes to an index that become visible together. */
public final class IndexBatch implements AutoCloseable {

    private static final byte[] NOTHING = {};

    private final WriteBatch changes = new WriteBatch();

    public void put(byte[] key, byte[] value) {
        try {
            changes.put(key, value);
        } catch (RocksDBException e) {
            throw new IndexUnavailable("cannot gather changes", e);
        }
    }

    /** Puts a key whose presence is all it says. */
    public void put(byte[] key) {
        put(key, NOTHING);
    }

    public void delete(byte[] key) {
        try {
            changes.delete(key);
        } catch (RocksDBException e) {
            throw new IndexUnavailable("cannot gather changes", e);
        }
    }

    WriteBatch changes() {
        return changes;
    }

    @Override
    public void close() {
        changes.close();
    }
}
