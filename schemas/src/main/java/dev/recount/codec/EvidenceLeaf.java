package dev.recount.codec;

import dev.recount.event.Event;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * What the evidence tree commits to for one event: RFC 6962 §2.1 leaf hash of a small entry that holds the event's
 * digest and none of its content, so that erasing an event's body leaves the tree whole.
 */
public final class EvidenceLeaf {

    private static final byte LEAF_PREFIX = 0;
    private static final RecordJson<Event> EVENTS = RecordJson.of(Event.class);

    private static final byte[] ID = ascii("id");
    private static final byte[] OCCURRED_AT = ascii("occurred_at");
    private static final byte[] RECORDED_AT = ascii("recorded_at");
    private static final byte[] ID_IS = ascii("\"id\":");
    private static final byte[] DIGEST_IS = ascii("\"sha256\":\"");
    private static final byte[] TIME_IS = ascii("\"time\":");
    private static final byte[] END = ascii("\"v\":1}");

    private EvidenceLeaf() {}

    /** {@link #entry(byte[])} of the event's canonical bytes. */
    public static byte[] entry(Event event) {
        return entry(EVENTS.canonical(event));
    }

    /**
     * RFC 8785 text of {@code {id, sha256, time, v}}: the event's id, the SHA-256 of its canonical bytes in hex, the time
     * it was recorded (else occurred; left out when neither is known) and the version of this form, 1. Id and time are taken
     * over as they stand: both are canonical in the event, and whoever changed them would change the digest beside them.
     *
     * @param canonical the event's canonical bytes
     * @throws UnreadableRecord when they are no JSON object
     */
    public static byte[] entry(byte[] canonical) {
        byte[] id = null;
        byte[] occurredAt = null;
        byte[] recordedAt = null;
        var members = new OuterMembers(canonical);
        // Members are in the order of their names, and a third of the bytes is behind the last that is wanted.
        while (recordedAt == null && members.next()) {
            if (!members.isText()) {
                continue;
            }
            if (members.isNamed(ID)) {
                id = members.value();
            } else if (members.isNamed(OCCURRED_AT)) {
                occurredAt = members.value();
            } else if (members.isNamed(RECORDED_AT)) {
                recordedAt = members.value();
            }
        }
        return entry(id, Sha256.of(canonical), recordedAt == null ? occurredAt : recordedAt);
    }

    /** Put together byte by byte: a leaf is made of every event there is. */
    private static byte[] entry(byte @Nullable [] id, byte[] digest, byte @Nullable [] time) {
        int idBytes = id == null ? 0 : ID_IS.length + id.length + 1;
        int timeBytes = time == null ? 0 : TIME_IS.length + time.length + 1;
        byte[] bytes = new byte[1 + idBytes + DIGEST_IS.length + HexBytes.length(digest) + 2 + timeBytes + END.length];
        var entry = ByteBuffer.wrap(bytes).put((byte) '{');
        if (id != null) {
            entry.put(ID_IS).put(id).put((byte) ',');
        }
        entry.put(DIGEST_IS);
        HexBytes.put(digest, entry);
        entry.put((byte) '"').put((byte) ',');
        if (time != null) {
            entry.put(TIME_IS).put(time).put((byte) ',');
        }
        entry.put(END);
        return bytes;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    /** {@code SHA-256(0x00 || entry)}. */
    public static byte[] hash(Event event) {
        return hash(EVENTS.canonical(event));
    }

    private static byte[] hash(byte[] canonical) {
        MessageDigest digest = Sha256.digest();
        digest.update(LEAF_PREFIX);
        return digest.digest(entry(canonical));
    }

    /** {@link #hash} in lower case hexadecimal. */
    public static String hex(Event event) {
        return HexFormat.of().formatHex(hash(event));
    }

    /** The same for whoever has the event's canonical bytes already, which are most of the work. */
    public static String hex(byte[] canonical) {
        return HexFormat.of().formatHex(hash(canonical));
    }
}
