package dev.recount.codec;

import dev.recount.event.Event;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;

/**
 * What the evidence tree commits to for one event: RFC 6962 §2.1 leaf hash of a small entry that holds the event's
 * digest and none of its content, so that erasing an event's body leaves the tree whole.
 */
public final class EvidenceLeaf {

    private static final byte LEAF_PREFIX = 0;
    private static final RecordJson<Event> EVENTS = RecordJson.of(Event.class);

    private EvidenceLeaf() {}

    /**
     * RFC 8785 text of {@code {id, sha256, time, v}}: the event's id, the SHA-256 of its canonical bytes in hex, the time
     * it was recorded (else occurred; left out when neither is known) and the version of this form, 1.
     */
    public static byte[] entry(Event event) {
        var entry = RecordJson.MAPPER.createObjectNode().put("v", 1).put("sha256", hex(EVENTS.sha256(event)));
        if (event.id() != null) {
            entry.put("id", event.id());
        }
        Instant time = event.recordedAt() != null ? event.recordedAt() : event.occurredAt();
        if (time != null) {
            entry.put("time", Micros.text(time));
        }
        return CanonicalJson.of(entry).text().getBytes(StandardCharsets.UTF_8);
    }

    /** {@code SHA-256(0x00 || entry)}. */
    public static byte[] hash(Event event) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            digest.update(LEAF_PREFIX);
            return digest.digest(entry(event));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /** {@link #hash} in lower case hexadecimal. */
    public static String hex(Event event) {
        return hex(hash(event));
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }
}
