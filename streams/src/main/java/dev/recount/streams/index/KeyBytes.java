package dev.recount.streams.index;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/** Builds keys whose unsigned byte order is the order of their parts, and of which none is a prefix of another's id. */
final class KeyBytes {

    private static final int PLAIN_ID_BYTES_MAX = 200;
    private static final byte END = 0;
    private static final byte HASHED = 1;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream(64);

    KeyBytes(int prefix) {
        out.write(prefix);
    }

    /**
     * An id, then its end. Ids that hold a zero byte, start with a control character or are very long stand as their
     * SHA-256, so that a key is short and ends where it seems to.
     */
    KeyBytes id(String id) {
        byte[] utf8 = id.getBytes(StandardCharsets.UTF_8);
        if (isPlain(utf8)) {
            out.writeBytes(utf8);
        } else {
            out.write(HASHED);
            out.writeBytes(sha256(utf8));
        }
        out.write(END);
        return this;
    }

    /** A number, negative before positive. */
    KeyBytes number(long value) {
        out.writeBytes(
                ByteBuffer.allocate(Long.BYTES).putLong(value ^ Long.MIN_VALUE).array());
        return this;
    }

    /** The number of a partition. */
    KeyBytes partition(int partition) {
        out.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(partition).array());
        return this;
    }

    byte[] toBytes() {
        return out.toByteArray();
    }

    /** The number that {@link #number} wrote at {@code at}. */
    static long numberAt(byte[] key, int at) {
        return ByteBuffer.wrap(key).getLong(at) ^ Long.MIN_VALUE;
    }

    /** The partition that {@link #partition} wrote at {@code at}. */
    static int partitionAt(byte[] key, int at) {
        return ByteBuffer.wrap(key).getInt(at);
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

    static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
