package dev.recount.streams.index;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.WriteBatch;
import org.rocksdb.WriteOptions;

/**
 * One store of an index on disk, all partitions of its topic in it: what belongs together is found by one search, whichever
 * partitions it came through. The offset that a partition has been folded up to is written in the same batch as what was
 * folded, so whatever survives a crash agrees with itself; the rest is read from the topic again. Each partition is written
 * by one thread, any number of threads read.
 */
final class IndexDatabase implements OrderedReads, AutoCloseable {

    /** The position of a partition of which nothing has been folded. */
    static final long NOTHING = -1;

    private static final byte[] POSITIONS = {'P'};

    /** A load is begun with so many files that await being merged, whatever is left to fold. */
    private static final int FILES_MANY = 16;

    private final WriteOptions writing = new WriteOptions();
    private final WriteOptions unlogged = new WriteOptions().setDisableWAL(true);
    private volatile boolean loading;
    /** What has been written of what is looked up, while all of it is known. */
    private volatile @Nullable SeenKeys seen;

    private final IndexFamilies families;
    private final RocksDB database;
    // A read of a closed database would take the whole process down, so closing waits for readers.
    private final ReadWriteLock use = new ReentrantReadWriteLock();
    private boolean closed;
    private final Map<Integer, Long> positions = new ConcurrentHashMap<>();
    private final AtomicBoolean unflushed = new AtomicBoolean();

    IndexDatabase(Path folder, IndexMemory memory) {
        try {
            Files.createDirectories(folder);
            this.families = new IndexFamilies(folder, memory);
            this.database = families.database();
        } catch (IOException | RocksDBException e) {
            throw new IndexUnavailable("cannot open the index at " + folder, e);
        }
        try (var stored = scan(POSITIONS, KeyBytes.after(POSITIONS), false)) {
            while (stored.next()) {
                positions.put(KeyBytes.partitionAt(stored.key(), POSITIONS.length), EventKeys.offset(stored.value()));
            }
        }
    }

    @Override
    public Set<Integer> partitions() {
        return Set.copyOf(positions.keySet());
    }

    /** The offset of the last record of {@code partition} that was folded in, or {@link #NOTHING}. */
    long position(int partition) {
        return positions.getOrDefault(partition, NOTHING);
    }

    /**
     * Makes {@code batch} visible and moves its partition's position to {@code offset}, both or neither; the batch is empty
     * after.
     */
    void apply(IndexBatch batch, long offset) {
        batch.put(new KeyBytes(POSITIONS[0]).partition(batch.partition()).toBytes(), EventKeys.offset(offset));
        byte[] changes = batch.toBytes(families);
        var noted = seen;
        if (noted != null) {
            batch.keys().filter(IndexFamilies::isLookedUp).forEach(noted::note);
        }
        reading(() -> {
            try (var written = new WriteBatch(changes)) {
                database.write(loading ? unlogged : writing, written);
            } catch (RocksDBException e) {
                throw new IndexUnavailable("cannot write to the index", e);
            }
            return null;
        });
        batch.clear();
        positions.put(batch.partition(), offset);
        unflushed.set(true);
    }

    /** Hands what was written to the operating system, so that it survives the process. */
    void flushLog() {
        if (!unflushed.getAndSet(false)) {
            return;
        }
        change(opened -> opened.database().flushWal(false));
    }

    /** Writes everything to files and merges them, as happens by itself in time; what it takes on disk is then known. */
    void compact() {
        change(IndexFamilies::flush);
        change(IndexFamilies::merge);
    }

    /**
     * From now on writes what may be lost: a crash takes it back to some earlier position. Files are not merged, so many can
     * come and reading is slow.
     *
     * @param records about how many will come
     */
    void beginLoad(long records) {
        if (positions.isEmpty() && records < SeenKeys.KEYS_MAX) {
            seen = new SeenKeys(2 * records);
        }
        change(opened -> opened.mergeLater(true));
        loading = true;
    }

    boolean isLoading() {
        return loading;
    }

    /** Ends that: when it returns, all that is written survives the process, and reading is fast. */
    void endLoad() {
        use.writeLock().lock();
        try {
            if (!closed) {
                // What is logged from now on must not survive what was not.
                families.flush();
                loading = false;
                seen = null;
            }
        } catch (RocksDBException e) {
            throw new IndexUnavailable("cannot write the index", e);
        } finally {
            use.writeLock().unlock();
        }
        change(IndexFamilies::merge);
        change(opened -> opened.mergeLater(false));
    }

    /** Ends the merging of files before its end, for good. */
    void cancelLoad() {
        change(IndexFamilies::cancelMerge);
    }

    /** Whether a load was cut short before its files were merged. */
    boolean isToBeMerged() {
        return reading(() -> {
            try {
                return families.filesToMerge() > FILES_MANY;
            } catch (RocksDBException e) {
                throw new IndexUnavailable("cannot read the index", e);
            }
        });
    }

    private interface Change {
        void of(IndexFamilies families) throws RocksDBException;
    }

    private void change(Change change) {
        reading(() -> {
            try {
                change.of(families);
            } catch (RocksDBException e) {
                throw new IndexUnavailable("cannot change the index", e);
            }
            return null;
        });
    }

    @Override
    public byte @Nullable [] get(byte[] key) {
        var noted = seen;
        if (noted != null && IndexFamilies.isLookedUp(key) && !noted.mayHave(key)) {
            return null;
        }
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
                unlogged.close();
            }
        } catch (RocksDBException e) {
            throw new IndexUnavailable("cannot close the index", e);
        } finally {
            use.writeLock().unlock();
        }
    }
}
