package dev.recount.ingest.log;

import java.util.OptionalLong;

/**
 * The ids that were appended lately, each with the digest of its event: the idempotence window. It remembers at least the
 * last {@code capacity} ids and at most twice as many, in two generations, about 34 bytes an id and no objects. Ids are known by
 * 64 bits; two ids that share them are taken for one, with a chance of one in 10^13 at a million ids. Not
 * thread-safe.
 */
final class RecentIds {

    private final int capacity;
    private Generation young;
    private Generation old;

    RecentIds(int capacity) {
        if (capacity < 1) {
            throw new IllegalArgumentException("capacity: " + capacity + " (expected: 1 or more)");
        }
        this.capacity = capacity;
        this.young = new Generation(capacity);
        this.old = new Generation(1);
    }

    /** The digest that {@code id} was appended with, when it is in the window. */
    OptionalLong digestOf(long id) {
        int slot = young.find(id);
        if (young.used[slot]) {
            return OptionalLong.of(young.digests[slot]);
        }
        slot = old.find(id);
        return old.used[slot] ? OptionalLong.of(old.digests[slot]) : OptionalLong.empty();
    }

    /** Remembers {@code id}; the oldest are forgotten when the window is full. */
    void add(long id, long digest) {
        if (young.size == capacity) {
            old = young;
            young = new Generation(capacity);
        }
        young.put(id, digest);
    }

    /** Open addressing with linear probing, never more than half full. */
    private static final class Generation {
        private final long[] ids;
        private final long[] digests;
        private final boolean[] used;
        private int size;

        Generation(int capacity) {
            int slots = Integer.highestOneBit(2 * capacity - 1) * 2;
            ids = new long[slots];
            digests = new long[slots];
            used = new boolean[slots];
        }

        /** Where {@code id} is, or the free slot where it would be. */
        int find(long id) {
            int slot = (int) id & (ids.length - 1);
            while (used[slot] && ids[slot] != id) {
                slot = (slot + 1) & (ids.length - 1);
            }
            return slot;
        }

        void put(long id, long digest) {
            int slot = find(id);
            if (!used[slot]) {
                used[slot] = true;
                size++;
            }
            ids[slot] = id;
            digests[slot] = digest;
        }
    }
}
