package dev.recount.streams.index;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.WriteOptions;

/**
 * One partition of an index on disk. The offset that it has been folded up to is written in the same batch as what was
 * folded, so whatever survives a crash agrees with itself; the rest is read from the topic again.
 */
final class IndexDatabase implements OrderedReads, AutoCloseable {

    /** The position of a database that nothing has been folded into. */
    static final long NOTHING = -1;

    private static final byte[] POSITION = {'P'};

    private final int partition;
    private final WriteOptions writing = new WriteOptions();
    private final IndexFamilies families;
    private final RocksDB database;
    // A read of a closed database would take the whole process down, so closing waits for readers.
    private final ReadWriteLock use = new ReentrantReadWriteLock();
    private boolean closed;
    private volatile long position;
    private volatile boolean unflushed;

    IndexDatabase(Path folder, int partition, IndexMemory memory) {
        this.partition = partition;
        try {
            Files.createDirectories(folder);
            this.families = new IndexFamilies(folder, memory);
            this.database = families.database();
            byte[] stored = database.get(POSITION);
            this.position = stored == null ? NOTHING : EventKeys.offset(stored);
        } catch (IOException | RocksDBException e) {
            throw new IndexUnavailable("cannot open the index at " + folder, e);
        }
    }

    @Override
    public int partition() {
        return partition;
    }

    /** The offset of the last record that was folded in, or {@link #NOTHING}. */
    long position() {
        return position;
    }

    /** The family that {@code key} belongs to. */
    ColumnFamilyHandle family(byte[] key) {
        return families.of(key);
    }

    /** Makes {@code batch} visible and moves the position to {@code offset}, both or neither; the batch is empty after. */
    void apply(IndexBatch batch, long offset) {
        batch.put(POSITION, EventKeys.offset(offset));
        reading(() -> {
            try {
                database.write(writing, batch.changes());
            } catch (RocksDBException e) {
                throw new IndexUnavailable("cannot write to the index", e);
            }
            return null;
        });
        batch.clear();
        position = offset;
        unflushed = true;
    }

    /** Hands what was written to the operating system, so that it survives the process. */
    void flushLog() {
        if (!unflushed) {
            return;
        }
        unflushed = false;
        reading(() -> {
            try {
                database.flushWal(false);
            } catch (RocksDBException e) {
                throw new IndexUnavailable("cannot write the index's log", e);
            }
            return null;
        });
    }

    /** Writes everything to files and merges them, as happens by itself in time; what it takes on disk is then known. */
    void compact() {
        reading(() -> {
            try {
                families.compact();
            } catch (RocksDBException e) {
                throw new IndexUnavailable("cannot compact the index", e);
            }
            return null;
        });
    }

    @Override
    public byte @Nullable [] get(byte[] key) {
        return this.<byte @Nullable []>reading(() -> {
            try {
                return database.get(families.of(key), key);
            } catch (RocksDBException e) {
                throw new IndexUnavailable("cannot read the index", e);
            }
        });
    }

    @Override
    public List<byte @Nullable []> getAll(List<byte[]> keys) {
        if (keys.isEmpty()) {
            return List.of();
        }
        return reading(() -> {
            try {
                return database.multiGetAsList(keys.stream().map(families::of).toList(), keys);
            } catch (RocksDBException e) {
                throw new IndexUnavailable("cannot read the index", e);
            }
        });
    }

    @Override
    public Scan scan(byte[] from, byte[] to, boolean reverse) {
        use.readLock().lock();
        if (closed) {
            use.readLock().unlock();
            throw new IndexUnavailable("the index is closed");
        }
        return new DatabaseScan(database.newIterator(families.of(from)), from, to, reverse, use.readLock()::unlock);
    }

    private <T extends @Nullable Object> T reading(Supplier<T> read) {
        use.readLock().lock();
        try {
            if (closed) {
                throw new IndexUnavailable("the index is closed");
            }
            return read.get();
        } finally {
            use.readLock().unlock();
        }
    }

    @Override
    public void close() {
        use.writeLock().lock();
        try {
            if (!closed) {
                closed = true;
                database.flushWal(false);
                families.close();
                writing.close();
            }
        } catch (RocksDBException e) {
            throw new IndexUnavailable("cannot close the index", e);
        } finally {
            use.writeLock().unlock();
        }
    }
}
