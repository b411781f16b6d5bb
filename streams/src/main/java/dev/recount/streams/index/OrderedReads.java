package dev.recount.streams.index;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads of one store of an index, all partitions of its topic: a map from bytes to bytes in unsigned byte order. */
public interface OrderedReads {

    /** The partitions of the topic that anything has been folded from. */
    Set<Integer> partitions();

    /** The value at {@code key}, or null. */
    byte @Nullable [] get(byte[] key);

    /** The values at {@code keys}, in that order; null where there is none. */
    List<byte @Nullable []> getAll(List<byte[]> keys);

    /**
     * What stands at {@code from} and after, and before {@code to}. To be closed by the thread that opened it.
     *
     * @param reverse from the end backwards
     */
    Scan scan(byte[] from, byte[] to, boolean reverse);

    /** A walk over keys. Stands before the first one. */
    interface Scan extends AutoCloseable {

        /** Moves on; false at the end. */
        boolean next();

        /**
         * Begins again on another range of the same family of keys, in the same direction; cheaper than a new walk, and next to
         * nothing where a walk backwards has come to the end of its range and goes on in the one right before it.
         */
        void restart(byte[] from, byte[] to);

        byte[] key();

        byte[] value();

        @Override
        void close();
    }
}
