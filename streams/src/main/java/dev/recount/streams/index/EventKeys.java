package dev.recount.streams.index;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Keys and small values of the event store.
 *
 * <pre>
 * 'E' offset                                      → the event's Avro bytes
 * 'I' id 0                                        → offset
 * dimension id 0 occurred_at seq offset           → recorded_at, hash of the session
 * </pre>
 *
 * Numbers are eight bytes big-endian with the sign flipped, so 1970 and before sort before 2100.
 */
public final class EventKeys {

    static final byte BODY = 'E';
    static final byte BY_ID = 'I';
    private static final int TAIL_BYTES = 3 * Long.BYTES;

    private EventKeys() {}

    /** Where the event at {@code offset} stands. */
    public static byte[] body(long offset) {
        return new KeyBytes(BODY).number(offset).toBytes();
    }

    /** Where the offset of the event {@code id} stands. */
    public static byte[] byId(String id) {
        return new KeyBytes(BY_ID).id(id).toBytes();
    }

    static byte[] offset(long offset) {
        return ByteBuffer.allocate(Long.BYTES).putLong(offset).array();
    }

    /** The offset that a {@link #byId} key leads to. */
    public static long offset(byte[] value) {
        return ByteBuffer.wrap(value).getLong();
    }

    /** The key of {@code entry} in {@code dimension} under {@code id}. */
    public static byte[] entry(Dimension dimension, String id, IndexEntry entry) {
        return new KeyBytes(dimension.code())
                .id(id)
                .number(entry.occurredAtMicros())
                .number(entry.seq())
                .number(entry.offset())
                .toBytes();
    }

    /** The first key at or after {@code fromMicros}. */
    public static byte[] from(Dimension dimension, String id, long fromMicros) {
        return new KeyBytes(dimension.code()).id(id).number(fromMicros).toBytes();
    }

    /** Where everything under {@code id} begins. */
    public static byte[] begin(Dimension dimension, String id) {
        return new KeyBytes(dimension.code()).id(id).toBytes();
    }

    /** The first key after everything under {@code id}. */
    public static byte[] end(Dimension dimension, String id) {
        return KeyBytes.after(new KeyBytes(dimension.code()).id(id).toBytes());
    }

    /** Where every body begins. */
    public static byte[] firstBody() {
        return new byte[] {BODY};
    }

    /** Where every body has ended. */
    public static byte[] endOfBodies() {
        return new byte[] {BODY + 1};
    }

    static byte[] value(IndexEntry entry) {
        return ByteBuffer.allocate(2 * Long.BYTES)
                .putLong(entry.recordedAtMicros())
                .putLong(entry.session())
                .array();
    }

    /** The entry that stands at {@code key} in {@code partition}. */
    public static IndexEntry entry(int partition, byte[] key, byte[] value) {
        int tail = key.length - TAIL_BYTES;
        var times = ByteBuffer.wrap(value);
        return new IndexEntry(
                partition,
                KeyBytes.numberAt(key, tail + 2 * Long.BYTES),
                KeyBytes.numberAt(key, tail),
                KeyBytes.numberAt(key, tail + Long.BYTES),
                times.getLong(0),
                times.getLong(Long.BYTES));
    }

    /** A hash of a session's id for {@link IndexEntry#session}; never 0 for a session. */
    public static long sessionHash(@Nullable String sessionId) {
        if (sessionId == null) {
            return 0;
        }
        long hash = ByteBuffer.wrap(KeyBytes.sha256(sessionId.getBytes(StandardCharsets.UTF_8)))
                .getLong();
        return hash == 0 ? 1 : hash;
    }
}
