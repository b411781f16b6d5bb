package dev.recount.evidence.format;

import dev.recount.codec.HexBytes;
import dev.recount.codec.InertJson;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Events in JSON, one a line: the record as the log has it, with characters that are not to be seen as escapes, and its place in
 * the log under {@code evidence}.
 */
final class JsonLines implements LineFormat {

    private static final byte[] HASH_IS = ascii(",\"evidence\":{\"leaf_hash\":\"");
    private static final byte[] INDEX_IS = ascii("\",\"leaf_index\":");
    private static final byte[] END = ascii("}}\n");

    @Override
    public String name() {
        return "json";
    }

    @Override
    public String fileName() {
        return "events.ndjson";
    }

    /** The record is not made into text and back, which would cost more than all the rest. */
    @Override
    public byte[] line(SealedRecord record) throws IOException {
        byte[] hash = record.leafHash();
        byte[] shown = InertJson.of(record.bytes());
        byte[] leaf = ascii(Long.toString(record.leaf()));
        byte[] line = new byte
                [shown.length
                        - 1
                        + HASH_IS.length
                        + HexBytes.length(hash)
                        + INDEX_IS.length
                        + leaf.length
                        + END.length];
        var into = ByteBuffer.wrap(line).put(shown, 0, shown.length - 1).put(HASH_IS);
        HexBytes.put(hash, into);
        into.put(INDEX_IS).put(leaf).put(END);
        return line;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
