package dev.recount.streams.index;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Keys of which names of credentials go together: an event that calls one by its fingerprint and by its provider's handle says
 * that they are one.
 *
 * <pre>
 * 'A' name 0 other 0 partition → when that was first recorded, and the other name
 * 'B' name 0                   → nothing; that there is one, which a filter in memory answers
 * </pre>
 */
public final class NameKeys {

    static final byte ALSO = 'A';
    static final byte NAMED = 'B';

    private NameKeys() {}

    /** Where the other names of {@code name} begin. */
    public static byte[] others(String name) {
        return new KeyBytes(ALSO).id(name).toBytes();
    }

    /** The first key after all other names of {@code name}. */
    public static byte[] end(String name) {
        return KeyBytes.after(others(name));
    }

    static byte[] other(String name, String other, int partition) {
        return new KeyBytes(ALSO).id(name).id(other).partition(partition).toBytes();
    }

    /** Stands where {@code name} has another. Most have none. */
    public static byte[] present(String name) {
        return new KeyBytes(NAMED).id(name).toBytes();
    }

    static byte[] value(String other, long recordedMicros) {
        byte[] utf8 = other.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(Long.BYTES + utf8.length)
                .putLong(recordedMicros)
                .put(utf8)
                .array();
    }

    /** The other name that stands under {@link #others}. */
    public static String other(byte[] value) {
        return new String(value, Long.BYTES, value.length - Long.BYTES, StandardCharsets.UTF_8);
    }

    /** When that was first recorded in its partition, microseconds since 1970. */
    public static long recordedMicros(byte[] value) {
        return ByteBuffer.wrap(value).getLong();
    }
}
