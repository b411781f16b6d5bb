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
    private boolean isThere;
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
        if (isThere) {
            isThere = false;
        } else if (started) {
            step();
        } else {
            started = true;
            first();
        }
        return keys.isValid() && isInside(keys.key());
    }

    private void step() {
        if (reverse) {
            keys.prev();
        } else {
            keys.next();
        }
    }

    @Override
    public void restart(byte[] newFrom, byte[] newTo) {
        isThere = started && reverse && hasPassedEnd(newTo);
        started = isThere;
        from = newFrom;
        to = newTo;
    }

    /** Whether a walk backwards stands on the last key before {@code newTo}: it came from behind it, one key at a time. */
    private boolean hasPassedEnd(byte[] newTo) {
        return Arrays.compareUnsigned(from, newTo) >= 0 && Arrays.compareUnsigned(key, newTo) < 0 && keys.isValid();
    }

    private void first() {
        if (reverse) {
            keys.seekForPrev(to);
        } else {
            keys.seek(from);
        }
    }

    private boolean isInside(byte[] here) {
        key = here;
        if (!reverse) {
            return Arrays.compareUnsigned(key, to) < 0;
        }
        // A search backwards may stop at the end itself, which is not part of the range.
        return Arrays.compareUnsigned(key, to) < 0 ? Arrays.compareUnsigned(key, from) >= 0 : next();
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
