package dev.recount.evidence.format;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import dev.recount.codec.CanonicalJson;
import dev.recount.codec.RecordJson;
import dev.recount.event.Event;
import dev.recount.evidence.merkle.MerkleHash;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An event as the log commits to it: its canonical bytes and its place. Everything else about it is made from those bytes,
 * so that who writes it and who checks it do the same.
 */
public final class SealedRecord {

    private static final RecordJson<Event> EVENTS = RecordJson.of(Event.class);
    private static final JsonFactory STRICT = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();
    private static final Set<String> NAMED = Set.of("id", "recorded_at", "occurred_at");

    private final long leaf;
    private final byte[] bytes;
    private @Nullable Event event;
    private byte @Nullable [] leafHash;

    /**
     * A record as it stands in a bundle.
     *
     * @param leaf its place in the log
     * @param bytes the canonical bytes of the event; handed over, not copied
     */
    public SealedRecord(long leaf, byte[] bytes) {
        this.leaf = leaf;
        this.bytes = bytes;
    }

    /** The record of an event. */
    public static SealedRecord of(long leaf, Event event) {
        var record = new SealedRecord(leaf, EVENTS.canonical(event));
        record.event = event;
        return record;
    }

    /** Its place in the log. */
    public long leaf() {
        return leaf;
    }

    /** The canonical bytes as text. */
    public String text() {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /**
     * The event.
     *
     * @throws dev.recount.codec.UnreadableRecord when the bytes hold none
     */
    public Event event() {
        if (event == null) {
            event = EVENTS.read(text());
        }
        return event;
    }

    /**
     * The hash of its leaf.
     *
     * @throws IOException when the bytes are no JSON object
     */
    public byte[] leafHash() throws IOException {
        if (leafHash == null) {
            leafHash = MerkleHash.leaf(entry());
        }
        return leafHash;
    }

    /** {@code EvidenceLeaf.entry}, from the bytes alone. */
    byte[] entry() throws IOException {
        var named = named();
        var entry = RecordJson.MAPPER.createObjectNode().put("v", 1).put("sha256", sha256());
        if (named.containsKey("id")) {
            entry.put("id", named.get("id"));
        }
        var time = named.containsKey("recorded_at") ? named.get("recorded_at") : named.get("occurred_at");
        if (time != null) {
            entry.put("time", time);
        }
        return CanonicalJson.of(entry).text().getBytes(StandardCharsets.UTF_8);
    }

    private Map<String, String> named() throws IOException {
        var named = new HashMap<String, String>();
        try (JsonParser parser = STRICT.createParser(bytes)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new IOException("not a JSON object");
            }
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                var name = parser.currentName();
                if (parser.nextToken() == JsonToken.VALUE_STRING && NAMED.contains(name)) {
                    named.put(name, parser.getText());
                } else {
                    parser.skipChildren();
                }
            }
        }
        return named;
    }

    private String sha256() {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /** The canonical bytes; not to be changed. */
    public byte[] bytes() {
        return bytes;
    }
}
