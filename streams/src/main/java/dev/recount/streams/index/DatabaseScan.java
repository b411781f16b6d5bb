package dev.recount.streams.index;

import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksIterator;
import org.rocksdb.Slice;

/** A walk over a range of one database; holds a use of it until closed. */
final class DatabaseScan implements OrderedReads.Scan {

    private final Slice lower;
    private final Slice upper;
    private final ReadOptions bounds;
    private final RocksIterator keys;
    private final boolean reverse;
    private final Runnable release;
    private boolean started;

    DatabaseScan(RocksDB database, byte[] from, byte[] to, boolean reverse, Runnable release) {
        this.lower = new Slice(from);
        this.upper = new Slice(to);
        this.bounds = new ReadOptions().setIterateLowerBound(lower).setIterateUpperBound(upper);
        this.keys = database.newIterator(bounds);
        this.reverse = reverse;
        this.release = release;
    }

    @Override
    public boolean next() {
        if (!started) {
            started = true;
            first();
        } else if (reverse) {
            keys.prev();
        } else {
            keys.next();
        }
        return keys.isValid();
    }

    private void first() {
        if (reverse) {
            keys.seekToLast();
        } else {
            keys.seekToFirst();
        }
    }

    @Override
    public byte[] key() {
        return keys.key();
    }

    @Override
    public byte[] value() {
        return keys.value();
    }

    @Override
    public void close() {
        keys.close();
        bounds.close();
        lower.close();
        upper.close();
        release.run();
    }
}
