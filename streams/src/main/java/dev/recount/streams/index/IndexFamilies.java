package dev.recount.streams.index;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.rocksdb.ColumnFamilyDescriptor;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.ColumnFamilyOptions;
import org.rocksdb.CompactRangeOptions;
import org.rocksdb.DBOptions;
import org.rocksdb.FlushOptions;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;

/**
 * A database and the families of keys in it. What is looked up by its exact key has a filter that says what is not there;
 * ordered keys, ten times as many, are only ever walked and would push that filter out of memory with theirs. What links and
 * evidence are looked for by is walked a step or two from a great many places, so it stands in small blocks that are quick
 * to unpack. Bodies come in the order of their keys and stay where they were written.
 */
final class IndexFamilies implements AutoCloseable {

    private static final int ORDERED = 0;
    private static final int POINTS = 1;
    private static final int BODIES = 2;
    private static final int THINGS = 3;
    private static final BitSet SIGHTED = new BitSet();

    static {
        Arrays.stream(Dimension.values()).filter(Dimension::isSighted).forEach(thing -> SIGHTED.set(thing.code()));
    }

    private final DBOptions options;
    private final List<ColumnFamilyOptions> tables;
    private final List<ColumnFamilyHandle> handles = new ArrayList<>();
    private final RocksDB database;
    private final int[] ids;
    private final CompactRangeOptions merging =
            new CompactRangeOptions().setMaxSubcompactions(Runtime.getRuntime().availableProcessors());

    /** Opens the database in {@code folder}, or makes it. */
    IndexFamilies(Path folder, IndexMemory memory) throws RocksDBException {
        this.options = memory.options();
        this.tables = List.of(memory.ordered(), memory.points(), memory.ordered(), memory.near());
        try {
            this.database = RocksDB.open(
                    options,
                    folder.toString(),
                    List.of(
                            new ColumnFamilyDescriptor(RocksDB.DEFAULT_COLUMN_FAMILY, tables.get(ORDERED)),
                            new ColumnFamilyDescriptor("points".getBytes(UTF_8), tables.get(POINTS)),
                            new ColumnFamilyDescriptor("bodies".getBytes(UTF_8), tables.get(BODIES)),
                            new ColumnFamilyDescriptor("things".getBytes(UTF_8), tables.get(THINGS))),
                    handles);
        } catch (RocksDBException e) {
            closeOptions();
            throw e;
        }
        this.ids = handles.stream().mapToInt(ColumnFamilyHandle::getID).toArray();
    }

    RocksDB database() {
        return database;
    }

    /** Writes everything to files. */
    void flush() throws RocksDBException {
        try (var flush = new FlushOptions()) {
            database.flush(flush, handles);
        }
    }

    /** Merges all files. */
    void merge() throws RocksDBException {
        for (ColumnFamilyHandle family : handles) {
            database.compactRange(family, null, null, merging);
        }
    }

    /** Ends a merge before its end, and every later one. */
    void cancelMerge() {
        merging.setCanceled(true);
    }

    /** How many files of the family that has most await being merged. */
    long filesToMerge() throws RocksDBException {
        long most = 0;
        for (ColumnFamilyHandle family : handles) {
            most = Math.max(most, Long.parseLong(database.getProperty(family, "rocksdb.num-files-at-level0")));
        }
        return most;
    }

    /** Lets files pile up, or merges them as they come and lets writers wait for it. */
    void mergeLater(boolean later) throws RocksDBException {
        for (ColumnFamilyHandle family : handles) {
            database.setOptions(family, IndexMemory.merging(later));
        }
    }

    /** The family that {@code key} belongs to. */
    ColumnFamilyHandle of(byte[] key) {
        return handles.get(family(key));
    }

    /** Whether {@code key} is one of those that are looked up by themselves, most of them in vain. */
    static boolean isLookedUp(byte[] key) {
        return family(key) == POINTS;
    }

    /** The number of that family in the database. */
    int id(byte[] key) {
        return ids[family(key)];
    }

    private static int family(byte[] key) {
        return switch (key[0]) {
            case EventKeys.BODY -> BODIES;
            case EventKeys.BY_ID,
                    EventKeys.PRESENT,
                    NameKeys.ALSO,
                    NameKeys.NAMED,
                    TableKeys.VALUE,
                    TableKeys.TOPIC_KEY,
                    TableKeys.REFERRED,
                    SessionKeys.CLOCK,
                    SessionKeys.DISAGREEING -> POINTS;
            default -> SIGHTED.get(key[0]) ? THINGS : ORDERED;
        };
    }

    @Override
    public void close() {
        merging.close();
        handles.forEach(ColumnFamilyHandle::close);
        database.close();
        closeOptions();
    }

    private void closeOptions() {
        tables.forEach(ColumnFamilyOptions::close);
        options.close();
    }
}
