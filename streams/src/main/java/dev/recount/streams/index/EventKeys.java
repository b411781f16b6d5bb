package dev.recount.streams.index;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Keys and small values of the event store.
 *
 * <pre>
 * 'E' partition offset                            → the event's Avro bytes
 * 'I' id 0 partition                              → offset, recorded_at
 * dimension id 0 occurred_at seq partition offset → recorded_at, hash of the session; where the dimension is
 *                                                   {@link Dimension#isSighted sighted}, more, see {@link SightingBytes}
 * 'V' dimension id 0                              → nothing; that there is an entry, where these are {@link Dimension#isRare rare}
 * </pre>
 *
 * Numbers are eight bytes big-endian with the sign flipped, so 1970 and before sort before 2100; a partition is four bytes.
 */
public final class EventKeys {

    static final byte BODY = 'E';
    static final byte BY_ID = 'I';
    static final byte PRESENT = 'V';
    private static final int TAIL_BYTES = 3 * Long.BYTES + Integer.BYTES;

    private EventKeys() {}

    /** Where the event at {@code offset} of {@code partition} stands. */
    public static byte[] body(int partition, long offset) {
        return new KeyBytes(BODY).partition(partition).number(offset).toBytes();
    }

    /** Where the offsets of the event {@code id} begin, one for each partition that holds it. */
    public static byte[] byId(String id) {
        return new KeyBytes(BY_ID).id(id).toBytes();
    }

    static byte[] byId(String id, int partition) {
        return new KeyBytes(BY_ID).id(id).partition(partition).toBytes();
    }

    /** The partition that a key under {@link #byId(String)} is of. */
    public static int partition(byte[] byIdKey) {
        return KeyBytes.partitionAt(byIdKey, byIdKey.length - Integer.BYTES);
    }

    static byte[] offset(long offset) {
        return ByteBuffer.allocate(Long.BYTES).putLong(offset).array();
    }

    static byte[] idValue(IndexEntry entry) {
        return ByteBuffer.allocate(2 * Long.BYTES)
                .putLong(entry.offset())
                .putLong(entry.recordedAtMicros())
                .array();
    }

    /** When what a key under {@link #byId(String)} leads to was recorded, microseconds since 1970. */
    public static long recordedMicros(byte[] value) {
        return ByteBuffer.wrap(value).getLong(Long.BYTES);
    }

    /** The offset that a key under {@link #byId(String)} leads to. */
    public static long offset(byte[] value) {
        return ByteBuffer.wrap(value).getLong();
    }

    /** The key of {@code entry} in {@code dimension} under {@code id}. */
    public static byte[] entry(Dimension dimension, String id, IndexEntry entry) {
        return new KeyBytes(dimension.code())
                .id(id)
                .number(entry.occurredAtMicros())
                .number(entry.seq())
                .partition(entry.partition())
                .number(entry.offset())
                .toBytes();
    }

    /** Stands where there is an entry of a {@link Dimension#isRare rare} dimension. */
    public static byte[] present(Dimension dimension, String id) {
        return new KeyBytes(PRESENT).code(dimension.code()).id(id).toBytes();
    }

    /** The first key behind {@code entry}. */
    public static byte[] behind(Dimension dimension, String id, IndexEntry entry) {
        byte[] key = entry(dimension, id, entry);
        return Arrays.copyOf(key, key.length + 1);
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

    /** Where the bodies of {@code partition} begin. */
    public static byte[] bodies(int partition) {
        return new KeyBytes(BODY).partition(partition).toBytes();
    }

    /** The value of an entry in a dimension that is not sighted: how all of them begin. */
    static byte[] value(Sighting sighting) {
        return ByteBuffer.allocate(2 * Long.BYTES)
                .putLong(sighting.entry().recordedAtMicros())
                .putLong(sighting.session())
                .array();
    }

    /** The entry that stands at {@code key}. */
    public static IndexEntry entry(byte[] key, byte[] value) {
        int tail = key.length - TAIL_BYTES;
        var numbers = ByteBuffer.wrap(key, tail, TAIL_BYTES);
        long occurredAt = numbers.getLong() ^ Long.MIN_VALUE;
        long seq = numbers.getLong() ^ Long.MIN_VALUE;
        var said = ByteBuffer.wrap(value);
        return new IndexEntry(
                numbers.getInt(),
                numbers.getLong() ^ Long.MIN_VALUE,
                occurredAt,
                seq,
                said.getLong(0),
                seq == IndexEntry.NO_SEQ ? 0 : said.getLong(Long.BYTES));
    }

    /** What stands at {@code key} in a {@link Dimension#isSighted sighted} dimension. */
    public static Sighting sighting(byte[] key, byte[] value) {
        return SightingBytes.read(entry(key, value), value);
    }

    /** A hash of the id of a session or an action; 0 for none, and never 0 for one. */
    public static long hash(@Nullable String id) {
        return id == null ? 0 : IdHash.of(id);
    }
}
