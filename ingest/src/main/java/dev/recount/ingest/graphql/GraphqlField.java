package dev.recount.ingest.graphql;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A top-level field of an operation: what is asked of the server.
 *
 * @param operation {@code query}, {@code mutation} or {@code subscription}
 * @param name the field's own name, whatever its alias
 * @param arguments values with variables filled in: text, number, truth value, {@code null}, list or map. A variable that
 *     was not given stays as {@code $name}
 */
public record GraphqlField(String operation, String name, Map<String, @Nullable Object> arguments) {
    public GraphqlField {
        arguments = Collections.unmodifiableMap(new LinkedHashMap<>(arguments));
    }

    public boolean isMutation() {
        return operation.equals("mutation");
    }
}
