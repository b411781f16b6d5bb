package dev.recount.streams.index;

import dev.recount.codec.Sha256;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Builds keys whose unsigned byte order is the order of their parts, and of which none is a prefix of another's id. */
final class KeyBytes {

    private static final int PLAIN_ID_BYTES_MAX = 200;
    private static final int USUAL_BYTES = 96;
    private static final VarHandle NUMBERS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle PARTITIONS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
    private static final byte END = 0;
    private static final byte HASHED = 1;

    private byte[] bytes = new byte[USUAL_BYTES];
    private int length;

    KeyBytes(int prefix) {
        bytes[length++] = (byte) prefix;
    }

    private void write(byte[] more) {
        ensure(more.length);
        System.arraycopy(more, 0, bytes, length, more.length);
        length += more.length;
    }

    private void write(byte one) {
        ensure(1);
        bytes[length++] = one;
    }

    private void ensure(int more) {
        if (bytes.length - length < more) {
            bytes = Arrays.copyOf(bytes, Math.max(length + more, 2 * bytes.length));
        }
    }

    /**
     * An id, then its end. Ids that hold a zero byte, start with a control character or are very long stand as their
     * SHA-256, so that a key is short and ends where it seems to.
     */
    KeyBytes id(String id) {
        byte[] utf8 = id.getBytes(StandardCharsets.UTF_8);
        if (isPlain(utf8)) {
            write(utf8);
        } else {
            write(HASHED);
            write(Sha256.of(utf8));
        }
        write(END);
        return this;
    }

    /** One byte. */
    KeyBytes code(byte one) {
        write(one);
        return this;
    }

    /** A number, negative before positive. */
    KeyBytes number(long value) {
        ensure(Long.BYTES);
        NUMBERS.set(bytes, length, value ^ Long.MIN_VALUE);
        length += Long.BYTES;
        return this;
    }

    /** The number of a partition. */
    KeyBytes partition(int partition) {
        ensure(Integer.BYTES);
        PARTITIONS.set(bytes, length, partition);
        length += Integer.BYTES;
        return this;
    }

    byte[] toBytes() {
        return Arrays.copyOf(bytes, length);
    }

    /** The number that {@link #number} wrote at {@code at}. */
    static long numberAt(byte[] key, int at) {
        return (long) NUMBERS.get(key, at) ^ Long.MIN_VALUE;
    }

    /** The partition that {@link #partition} wrote at {@code at}. */
    static int partitionAt(byte[] key, int at) {
        return (int) PARTITIONS.get(key, at);
    }

    /** The first key after every key that starts with {@code prefix}. */
    static byte[] after(byte[] prefix) {
        byte[] after = prefix.clone();
        for (int i = after.length - 1; i >= 0; i--) {
            if (after[i] != (byte) 0xFF) {
                after[i]++;
                return Arrays.copyOf(after, i + 1);
            }
        }
        throw new IllegalArgumentException("no key is greater than a prefix of nothing but 0xFF");
    }

    private static boolean isPlain(byte[] utf8) {
        if (utf8.length > PLAIN_ID_BYTES_MAX || (utf8.length > 0 && utf8[0] >= 0 && utf8[0] < ' ')) {
            return false;
        }
        for (byte b : utf8) {
            if (b == END) {
                return false;
            }
        }
        return true;
    }
}
