package dev.recount.streams.enrich;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * Names that rules of other Sigma engines give to fields of a provider's record, which are their engine's and not the
 * provider's: {@code gcp.audit.method_name} is Elastic's name for {@code protoPayload.methodName}.
 */
final class ProviderFields {

    private static final Table TABLE = Table.load("provider-fields.yaml");
    private static final String TAIL = "*";

    private ProviderFields() {}

    /** What {@code record} has under another name of {@code field}; null if it has nothing. */
    static @Nullable Object find(@Nullable String product, String field, @Nullable JsonNode record) {
        if (product == null || record == null) {
            return null;
        }
        var paths = TABLE.find(product + " " + field).map(row -> String.valueOf(row.get("paths")));
        if (paths.isEmpty()) {
            return null;
        }
        for (String path : paths.get().split(" ", -1)) {
            var found = PlainValues.member(record, path.endsWith(TAIL) ? path.replace(TAIL, last(field)) : path);
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    private static String last(String field) {
        return field.substring(field.indexOf('.', field.indexOf('.') + 1) + 1);
    }
}
