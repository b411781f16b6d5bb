package dev.recount.evidence.format;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.recount.codec.RecordJson;
import java.io.IOException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/**
 * What of an event no attribute of OCSF holds as it is, in the event's own shape: the record without what is mapped, so that
 * a field that comes to be later is not lost either. The place in the log stands beside it.
 */
final class OcsfUnmapped {

    /** Members that an attribute holds wherever they are, by the member that they are in. */
    private static final Map<String, List<String>> MAPPED = Map.of(
            "sensor", List.of("name"),
            "session", List.of("id"),
            "actor", List.of("id", "name", "model"),
            "action", List.of("id", "operation", "summary", "error"),
            "source", List.of("product", "record"));

    private static final List<String> MAPPED_WHOLE = List.of("id", "occurred_at", "correlation_id", "trace_id");

    private OcsfUnmapped() {}

    static ObjectNode of(SealedRecord record) throws IOException {
        var left = (ObjectNode) RecordJson.MAPPER.readTree(record.bytes());
        boolean requested = left.at("/action/id").isTextual();
        MAPPED.forEach((name, members) -> {
            if (left.path(name) instanceof ObjectNode inner) {
                inner.remove(members);
            }
        });
        if (requested) {
            ((ObjectNode) left.get("action")).remove("arguments");
        }
        left.remove(MAPPED_WHOLE);
        left.properties().removeIf(entry -> isEmptied(entry.getValue()));
        return left.put("leaf_index", record.leaf())
                .put("leaf_hash", HexFormat.of().formatHex(record.leafHash()));
    }

    private static boolean isEmptied(JsonNode value) {
        return value.isObject() && value.isEmpty();
    }
}
