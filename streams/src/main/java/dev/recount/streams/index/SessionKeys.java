package dev.recount.streams.index;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Keys of what the event store knows of sessions as such.
 *
 * <pre>
 * 'S' session 0 partition                        → {@link SessionClock}
 * 'Q' session 0 partition seq occurred_at offset → nothing; the session in the order of its own number
 * 'D' dimension id 0 partition                   → {@link SessionClock} of all sessions in it that had numbered an event of
 *                                                  it when their clocks disagreed by more than {@link #USUAL_MICROS}
 * 'U' parent 0 child 0                           → the child's id; which sessions a session started
 * </pre>
 */
public final class SessionKeys {

    /** Up to this much, one minute, clocks are taken to disagree anywhere; where a session is worse, it is noted with what it touches. */
    public static final long USUAL_MICROS = 60_000_000;

    static final byte CLOCK = 'S';
    static final byte NUMBERED = 'Q';
    static final byte DISAGREEING = 'D';
    private static final byte CHILD = 'U';

    private SessionKeys() {}

    /** Where the clocks of {@code session} begin, one for each partition that has events of it. */
    public static byte[] clocks(String session) {
        return new KeyBytes(CLOCK).id(session).toBytes();
    }

    static byte[] clock(String session, int partition) {
        return new KeyBytes(CLOCK).id(session).partition(partition).toBytes();
    }

    /** How far the clocks of sessions that are seen under {@code id} disagree, by more than is usual. Most ids have none. */
    public static byte[] disagreeing(Dimension dimension, String id, int partition) {
        return new KeyBytes(DISAGREEING)
                .code(dimension.code())
                .id(id)
                .partition(partition)
                .toBytes();
    }

    /** Where the sessions begin that {@code parent} started. */
    public static byte[] children(String parent) {
        return new KeyBytes(CHILD).id(parent).toBytes();
    }

    static byte[] child(String parent, String child) {
        return new KeyBytes(CHILD).id(parent).id(child).toBytes();
    }

    /** The id that stands under {@link #children}. */
    public static String child(byte[] value) {
        return new String(value, StandardCharsets.UTF_8);
    }

    static byte[] numbered(String session, int partition) {
        return new KeyBytes(NUMBERED).id(session).partition(partition).toBytes();
    }

    static byte[] numbered(String session, IndexEntry entry) {
        return new KeyBytes(NUMBERED)
                .id(session)
                .partition(entry.partition())
                .number(entry.seq())
                .number(entry.occurredAtMicros())
                .number(entry.offset())
                .toBytes();
    }

    /** The event time in a key made by {@link #numbered(String, IndexEntry)}. */
    static long numberedMicros(byte[] key) {
        return KeyBytes.numberAt(key, key.length - 2 * Long.BYTES);
    }

    /** The first key after all that start with {@code prefix}. */
    public static byte[] after(byte[] prefix) {
        return KeyBytes.after(prefix);
    }

    static byte[] value(SessionClock clock) {
        return ByteBuffer.allocate(4 * Long.BYTES)
                .putLong(clock.highestSeq())
                .putLong(clock.earliestMicros())
                .putLong(clock.latestMicros())
                .putLong(clock.disagreementMicros())
                .array();
    }

    /** The clock in a value. */
    public static SessionClock clock(byte[] value) {
        var numbers = ByteBuffer.wrap(value);
        return new SessionClock(numbers.getLong(), numbers.getLong(), numbers.getLong(), numbers.getLong());
    }
}
