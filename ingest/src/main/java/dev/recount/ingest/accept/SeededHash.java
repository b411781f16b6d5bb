package dev.recount.ingest.accept;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.security.SecureRandom;

/**
 * A 64-bit hash of bytes under a seed that every process draws anew, so that nobody outside can prepare two inputs that
 * collide. Multiplies 8 bytes at a time into 128 bits and folds them (the construction of wyhash); an order of magnitude
 * cheaper than a cryptographic hash, and stable only within the process.
 */
final class SeededHash {

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final long SEED = RANDOM.nextLong();
    private static final long KEY_1 = RANDOM.nextLong() | 1;
    private static final long KEY_2 = RANDOM.nextLong() | 1;

    private long state = SEED;

    /** Goes on with the bytes of a range; ranges are told apart. */
    SeededHash add(byte[] bytes, int from, int to) {
        int at = from;
        for (; at + 2 * Long.BYTES <= to; at += 2 * Long.BYTES) {
            long low = (long) LONGS.get(bytes, at);
            long high = (long) LONGS.get(bytes, at + Long.BYTES);
            state = folded(low ^ KEY_1, high ^ state);
        }
        long low = tail(bytes, at, Math.min(to, at + Long.BYTES));
        long high = tail(bytes, Math.min(to, at + Long.BYTES), to);
        state = folded(low ^ KEY_2, high ^ state);
        state = folded(state ^ (to - from), KEY_1);
        return this;
    }

    long value() {
        return folded(state ^ KEY_1, KEY_2);
    }

    private static long tail(byte[] bytes, int from, int to) {
        long tail = 0;
        for (int i = from; i < to; i++) {
            tail = (tail << Byte.SIZE) | (bytes[i] & 0xFF);
        }
        return tail;
    }

    private static long folded(long a, long b) {
        return Math.multiplyHigh(a, b) ^ (a * b);
    }
}
