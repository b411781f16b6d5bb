package dev.recount.evidence.format;

import java.io.IOException;
import java.util.HexFormat;

/** Events in JSON, one a line: the record as the log has it, and its place in the log under {@code evidence}. */
final class JsonLines implements EventFormat {

    @Override
    public String name() {
        return "json";
    }

    @Override
    public String fileName() {
        return "events.ndjson";
    }

    @Override
    public String line(SealedRecord record) throws IOException {
        var json = record.text();
        return json.substring(0, json.length() - 1) + ",\"evidence\":{\"leaf_hash\":\""
                + HexFormat.of().formatHex(record.leafHash()) + "\",\"leaf_index\":" + record.leaf() + "}}\n";
    }
}
