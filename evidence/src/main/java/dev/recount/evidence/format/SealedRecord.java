package dev.recount.evidence.format;

import dev.recount.codec.EvidenceLeaf;
import dev.recount.codec.RecordJson;
import dev.recount.codec.UnreadableRecord;
import dev.recount.event.Event;
import dev.recount.evidence.merkle.MerkleHash;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * An event as the log commits to it: its canonical bytes and its place. Everything else about it is made from those bytes,
 * so that who writes it and who checks it do the same.
 */
public final class SealedRecord {

    private static final RecordJson<Event> EVENTS = RecordJson.of(Event.class);

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

    /** Its place in the log. */
    public long leaf() {
        return leaf;
    }

    /** The canonical bytes; not to be changed. */
    public byte[] bytes() {
        return bytes;
    }

    /**
     * The event.
     *
     * @throws UnreadableRecord when the bytes hold none
     */
    public Event event() {
        if (event == null) {
            event = EVENTS.read(new String(bytes, StandardCharsets.UTF_8));
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
            try {
                leafHash = MerkleHash.leaf(EvidenceLeaf.entry(bytes));
            } catch (UnreadableRecord e) {
                throw new IOException(e.getMessage(), e);
            }
        }
        return leafHash;
    }
}
