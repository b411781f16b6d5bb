package dev.recount.streams.index;

import java.util.Arrays;
import org.rocksdb.RocksIterator;

/** A walk over a range of one family; holds a use of it until closed. */
final class DatabaseScan implements OrderedReads.Scan {

    private final RocksIterator keys;
    private final boolean reverse;
    private final Runnable release;
    private byte[] from;
    private byte[] to;
    private boolean started;
    private byte[] key = {};

    DatabaseScan(RocksIterator keys, byte[] from, byte[] to, boolean reverse, Runnable release) {
        this.from = from;
        this.to = to;
        this.keys = keys;
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
        return isInside();
    }

    @Override
    public void restart(byte[] newFrom, byte[] newTo) {
        from = newFrom;
        to = newTo;
        started = false;
    }

    private void first() {
        if (reverse) {
            keys.seekForPrev(to);
            if (keys.isValid() && Arrays.equals(keys.key(), to)) {
                keys.prev();
            }
        } else {
            keys.seek(from);
        }
    }

    private boolean isInside() {
        if (!keys.isValid()) {
            return false;
        }
        key = keys.key();
        return reverse ? Arrays.compareUnsigned(key, from) >= 0 : Arrays.compareUnsigned(key, to) < 0;
    }

    @Override
    public byte[] key() {
        return key;
    }

    @Override
    public byte[] value() {
        return keys.value();
    }

    @Override
    public void close() {
        keys.close();
        release.run();
    }
}
