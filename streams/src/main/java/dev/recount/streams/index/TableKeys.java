package dev.recount.streams.index;

/**
 * Keys of the stores that hold the latest value by id.
 *
 * <pre>
 * 'K' group 0 id 0     → the value's Avro bytes
 * 'T' time id 0        → key of the value; in order of time
 * 'R' reference 0 id 0 → key of the value; what refers to what
 * 'F' reference 0      → nothing; whether anything has ever referred to it, which a filter in memory answers
 * 'N' topic key 0      → key of the value, for deletions
 * </pre>
 */
public final class TableKeys {

    static final byte VALUE = 'K';
    static final byte TOPIC_KEY = 'N';
    static final byte REFERRED = 'F';
    private static final byte BY_TIME = 'T';
    private static final byte REFERENCE = 'R';

    private TableKeys() {}

    /** Where the value stands. */
    public static byte[] value(String group, String id) {
        return new KeyBytes(VALUE).id(group).id(id).toBytes();
    }

    /** Where the values of a group begin. */
    public static byte[] group(String group) {
        return new KeyBytes(VALUE).id(group).toBytes();
    }

    /** The place of a value in the order of time. */
    public static byte[] time(long micros, String id) {
        return new KeyBytes(BY_TIME).number(micros).id(id).toBytes();
    }

    /** Where the order of time begins. */
    public static byte[] times() {
        return new byte[] {BY_TIME};
    }

    /** One reference. */
    public static byte[] reference(String to, String id) {
        return new KeyBytes(REFERENCE).id(to).id(id).toBytes();
    }

    /** Where the references to something begin. */
    public static byte[] references(String to) {
        return new KeyBytes(REFERENCE).id(to).toBytes();
    }

    /** Stands where something refers, or once did. Most things are never referred to, and a walk costs more than this. */
    public static byte[] referred(String to) {
        return new KeyBytes(REFERRED).id(to).toBytes();
    }

    /** What a value of a kind refers to, where values of several kinds stand in one store. */
    public static String ofKind(String kind, String to) {
        return kind + "/" + to;
    }

    static byte[] topicKey(String key) {
        return new KeyBytes(TOPIC_KEY).id(key).toBytes();
    }

    /** The first key after all that start with {@code prefix}. */
    public static byte[] after(byte[] prefix) {
        return KeyBytes.after(prefix);
    }
}
