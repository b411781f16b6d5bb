package dev.recount.ingest.operation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import org.jspecify.annotations.Nullable;

/** JSON inside command lines and request bodies. */
final class Json {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private Json() {}

    /** The object or array that a text is, or {@code null}. */
    static @Nullable JsonNode parse(@Nullable String text) {
        if (text == null || text.isBlank() || "{[".indexOf(text.strip().charAt(0)) < 0) {
            return null;
        }
        try {
            return MAPPER.readTree(text);
        } catch (JsonProcessingException notJson) {
            return null;
        }
    }

    static String field(String name, String value) {
        return JsonNodeFactory.instance.objectNode().put(name, value).toString();
    }
}
