package dev.recount.ingest.accept;

/** An accepted event on its way to the log. */
public final class Envelope {

    private final String id;
    private final long idDigest;
    private final String key;
    private final byte[] value;
    private final long digest;
    private final boolean consequence;

    Envelope(String id, String key, byte[] value, long digest, boolean consequence) {
        this.id = id;
        this.idDigest = ContentDigest.ofText(id);
        this.key = key;
        this.value = value;
        this.digest = digest;
        this.consequence = consequence;
    }

    /** The event's id. */
    public String id() {
        return id;
    }

    /** 64 bits that stand for the id, see {@link ContentDigest#ofText}. */
    public long idDigest() {
        return idDigest;
    }

    /** The record key. */
    public String key() {
        return key;
    }

    /** The event in Avro, in the Confluent wire format. Not to be changed. */
    public byte[] value() {
        return value;
    }

    /** The digest of the event's content, see {@link ContentDigest}. */
    public long digest() {
        return digest;
    }

    /**
     * Whether the event was derived from another one of the same item. Another sighting of the same fact may have other
     * times or causes; it is a duplicate and not a conflict.
     */
    public boolean consequence() {
        return consequence;
    }

    @Override
    public String toString() {
        return "Envelope[" + id + ", " + value.length + " bytes]";
    }
}
