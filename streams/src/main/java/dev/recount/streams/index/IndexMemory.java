package dev.recount.streams.index;

import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.BloomFilter;
import org.rocksdb.Cache;
import org.rocksdb.ColumnFamilyOptions;
import org.rocksdb.CompressionType;
import org.rocksdb.DBOptions;
import org.rocksdb.Env;
import org.rocksdb.InfoLogLevel;
import org.rocksdb.LRUCache;
import org.rocksdb.MutableColumnFamilyOptions;
import org.rocksdb.Priority;
import org.rocksdb.RocksDB;
import org.rocksdb.WALRecoveryMode;
import org.rocksdb.WriteBufferManager;

/**
 * The memory that all partitions of an index share outside the Java heap: one block cache, of which write buffers are a
 * part. What many databases take by default together would grow with the number of partitions.
 */
final class IndexMemory implements AutoCloseable {

    private static final int BLOOM_BITS_PER_KEY = 10;
    private static final long BLOCK_BYTES = 16 * 1024;
    private static final long NEAR_BLOCK_BYTES = 4 * 1024;
    private static final int SHARDS_BY_SIZE = -1;
    /** A large part of the cache, from which no walk over data can push what leads to data. */
    private static final double KEPT_FOR_INDEXES = 0.5;

    private static final long WAL_BYTES_MAX = 64L << 20;
    /** RocksDB's own bounds of what may await being merged. */
    private static final int FILES_SLOWING = 20;

    private static final int FILES_STOPPING = 36;
    private static final long BYTES_SLOWING = 64L << 30;

    static {
        RocksDB.loadLibrary();
        // Sorting what is on disk can wait; who waits for an answer cannot.
        Env.getDefault().lowerThreadPoolCPUPriority(Priority.LOW);
    }

    private final Cache cache;
    private final WriteBufferManager writeBuffers;
    private final BloomFilter bloom = new BloomFilter(BLOOM_BITS_PER_KEY, false);
    private final long writeBufferBytes;

    /** @param bytes block cache and write buffers together, for all databases */
    IndexMemory(long bytes) {
        this.cache = new LRUCache(bytes, SHARDS_BY_SIZE, false, KEPT_FOR_INDEXES);
        this.writeBufferBytes = bytes / 4;
        this.writeBuffers = new WriteBufferManager(bytes / 2, cache);
    }

    /** Options of one database. The caller closes them after the database. */
    DBOptions options() {
        return new DBOptions()
                .setCreateIfMissing(true)
                .setCreateMissingColumnFamilies(true)
                .setWriteBufferManager(writeBuffers)
                // The log of writes is handed to the system in steps; what a crash takes of it is read again from
                // Kafka. No family may then stand further than another.
                .setAtomicFlush(true)
                .setManualWalFlush(true)
                .setWalRecoveryMode(WALRecoveryMode.PointInTimeRecovery)
                .setMaxTotalWalSize(WAL_BYTES_MAX)
                // One thread writes at a time, and finds the place of each key from that of the one before.
                .setAllowConcurrentMemtableWrite(false)
                .setInfoLogLevel(InfoLogLevel.ERROR_LEVEL)
                .setStatsDumpPeriodSec(0)
                .setKeepLogFileNum(1);
    }

    /**
     * How the files of a family are merged.
     *
     * @param later not until somebody asks for it, however many there are
     */
    static MutableColumnFamilyOptions merging(boolean later) {
        return MutableColumnFamilyOptions.builder()
                .setDisableAutoCompactions(later)
                .setLevel0SlowdownWritesTrigger(later ? Integer.MAX_VALUE : FILES_SLOWING)
                .setLevel0StopWritesTrigger(later ? Integer.MAX_VALUE : FILES_STOPPING)
                .setSoftPendingCompactionBytesLimit(later ? 0 : BYTES_SLOWING)
                .setHardPendingCompactionBytesLimit(later ? 0 : 4 * BYTES_SLOWING)
                .build();
    }

    /** Options of a family whose keys are walked in order. */
    ColumnFamilyOptions ordered() {
        return family(table());
    }

    /** Options of a family of which a few neighbouring keys are read from many places. */
    ColumnFamilyOptions near() {
        return family(table().setBlockSize(NEAR_BLOCK_BYTES))
                .setBottommostCompressionType(CompressionType.LZ4_COMPRESSION);
    }

    /** Options of a family whose keys are looked up one by one, most of them in vain. */
    ColumnFamilyOptions points() {
        return family(table().setFilterPolicy(bloom));
    }

    private BlockBasedTableConfig table() {
        return new BlockBasedTableConfig()
                .setBlockCache(cache)
                .setCacheIndexAndFilterBlocks(true)
                .setCacheIndexAndFilterBlocksWithHighPriority(true)
                .setPinL0FilterAndIndexBlocksInCache(true)
                .setBlockSize(BLOCK_BYTES);
    }

    private ColumnFamilyOptions family(BlockBasedTableConfig table) {
        return new ColumnFamilyOptions()
                .setTableFormatConfig(table)
                .setWriteBufferSize(writeBufferBytes)
                .setCompressionType(CompressionType.LZ4_COMPRESSION)
                .setBottommostCompressionType(CompressionType.ZSTD_COMPRESSION);
    }

    @Override
    public void close() {
        writeBuffers.close();
        bloom.close();
        cache.close();
    }
}
