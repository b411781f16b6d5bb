package dev.recount.standalone.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.recount.standalone.client.Query;
import java.util.List;
import java.util.Map;

/**
 * A question of the API as a tool.
 *
 * @param name as the assistant calls it
 * @param description what it answers
 * @param path segments of the route; one in braces is the argument of that name
 * @param arguments what it takes, with what each means
 * @param required those of the arguments that must be given
 */
record McpTool(
        String name, String description, List<String> path, Map<String, String> arguments, List<String> required) {

    McpTool {
        path = List.copyOf(path);
        required = List.copyOf(required);
    }

    /** The tool as {@code tools/list} shows it. */
    ObjectNode shown() {
        var shown = JsonNodeFactory.instance.objectNode().put("name", name).put("description", description);
        var schema = shown.putObject("inputSchema").put("type", "object").put("additionalProperties", false);
        var properties = schema.putObject("properties");
        arguments.forEach((argument, meaning) ->
                properties.putObject(argument).put("type", "string").put("description", meaning));
        required.forEach(schema.putArray("required")::add);
        shown.putObject("annotations")
                .put("readOnlyHint", true)
                .put("destructiveHint", false)
                .put("openWorldHint", false);
        return shown;
    }

    /**
     * The request that a call means.
     *
     * @throws IllegalArgumentException naming an argument that is missing or unknown
     */
    Query query(JsonNode given) {
        given.fieldNames().forEachRemaining(argument -> {
            if (!arguments.containsKey(argument)) {
                throw new IllegalArgumentException(
                        "unknown argument: " + argument + " (expected: " + String.join(", ", arguments.keySet()) + ")");
            }
        });
        for (String argument : required) {
            if (given.path(argument).asText("").isEmpty()) {
                throw new IllegalArgumentException("argument " + argument + " is missing");
            }
        }
        var query = Query.at(path.stream()
                .map(segment -> isArgument(segment) ? given.path(bare(segment)).asText() : segment)
                .toArray(String[]::new));
        for (String argument : arguments.keySet()) {
            if (!path.contains("{" + argument + "}") && given.hasNonNull(argument)) {
                query = query.with(argument, given.get(argument).asText());
            }
        }
        return query;
    }

    private static boolean isArgument(String segment) {
        return segment.startsWith("{");
    }

    private static String bare(String segment) {
        return segment.substring(1, segment.length() - 1);
    }
}
