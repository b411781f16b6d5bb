package dev.recount.ingest.source;

import com.fasterxml.jackson.databind.JsonNode;
import dev.recount.codec.UnreadableRecord;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Reads what a record of a provider's audit log has to have, and what has to be readable when it is there: it must not turn
 * into "now", "nobody" or "succeeded".
 */
final class Required {

    private Required() {}

    /** The text at the end of {@code path} in {@code what}, such as "an audit event of Kubernetes". */
    static String text(JsonNode record, String what, String... path) {
        var text = Fields.text(record, path);
        if (text == null) {
            throw new UnreadableRecord(
                    pointer(path), "missing; expected " + what + " with a string " + path[path.length - 1]);
        }
        return text;
    }

    /** The time in the first of {@code names} that is there; null when none is. */
    static @Nullable Instant time(JsonNode record, String... names) {
        for (String name : names) {
            if (record.hasNonNull(name)) {
                var time = Fields.firstTime(record, name);
                if (time == null) {
                    throw new UnreadableRecord("/" + name, "not an RFC 3339 time such as 2026-04-24T16:41:07Z");
                }
                return time;
            }
        }
        return null;
    }

    /** The object at {@code name}, or a missing one. */
    static JsonNode object(JsonNode record, String name) {
        var value = record.path(name);
        if (record.hasNonNull(name) && !value.isObject()) {
            throw new UnreadableRecord("/" + name, "expected an object");
        }
        return value;
    }

    private static String pointer(String... path) {
        return "/" + String.join("/", path);
    }
}
