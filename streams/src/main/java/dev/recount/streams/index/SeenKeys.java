package dev.recount.streams.index;

import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Says of most keys that were never noted that they were not (a Bloom filter; one in some two hundred is taken for noted). In
 * memory, so that an index that is loaded need not look into its files for each event that it has never seen.
 */
final class SeenKeys {

    /** Of more keys a filter would take more memory than looking into files takes time. */
    static final long KEYS_MAX = 30_000_000;

    private static final int BITS_PER_KEY = 12;
    private static final int PROBES = 5;

    private final AtomicLongArray words;
    private final long bits;

    /** @param keys about how many will be noted */
    SeenKeys(long keys) {
        words = new AtomicLongArray(Math.toIntExact(Math.max(1, Math.min(keys, KEYS_MAX) * BITS_PER_KEY / Long.SIZE)));
        bits = (long) words.length() * Long.SIZE;
    }

    void note(byte[] key) {
        long hash = hash(key);
        long step = step(hash);
        for (int i = 0; i < PROBES; i++) {
            long bit = Long.remainderUnsigned(hash + i * step, bits);
            words.accumulateAndGet((int) (bit / Long.SIZE), 1L << bit, (word, one) -> word | one);
        }
    }

    /** Whether {@code key} may have been noted. */
    boolean mayHave(byte[] key) {
        long hash = hash(key);
        long step = step(hash);
        for (int i = 0; i < PROBES; i++) {
            long bit = Long.remainderUnsigned(hash + i * step, bits);
            if ((words.get((int) (bit / Long.SIZE)) & (1L << bit)) == 0) {
                return false;
            }
        }
        return true;
    }

    /** FNV-1a of 64 bits, and the last step of MurmurHash3, which mixes it well. */
    private static long hash(byte[] key) {
        long hash = 0xcbf29ce484222325L;
        for (byte one : key) {
            hash = (hash ^ (one & 0xff)) * 0x100000001b3L;
        }
        hash = (hash ^ (hash >>> 33)) * 0xff51afd7ed558ccdL;
        hash = (hash ^ (hash >>> 33)) * 0xc4ceb9fe1a85ec53L;
        return hash ^ (hash >>> 33);
    }

    private static long step(long hash) {
        return Long.rotateLeft(hash, 32) | 1;
    }
}
