package dev.recount.evidence.format;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** Events in JSON, one a line: the record as the log has it, and its place in the log under {@code evidence}. */
final class JsonLines implements LineFormat {

    private static final int ADDED_BYTES = 128;

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
        var evidence = ",\"evidence\":{\"leaf_hash\":\"" + HexFormat.of().formatHex(record.leafHash())
                + "\",\"leaf_index\":" + record.leaf() + "}}\n";
        var line = new ByteArrayOutputStream(record.bytes().length + ADDED_BYTES);
        line.write(record.bytes(), 0, record.bytes().length - 1);
        line.writeBytes(evidence.getBytes(StandardCharsets.ISO_8859_1));
        return line.toByteArray();
    }
}
