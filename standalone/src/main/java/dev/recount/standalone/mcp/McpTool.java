package dev.recount.standalone.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.recount.standalone.client.Query;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

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

    /** Arguments that may have several values, any of which may hold; what the API takes repeatedly. */
    private static final Set<String> SEVERAL = Set.of("verb", "outcome", "type", "status", "severity", "level");

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
                describe(properties.putObject(argument), argument).put("description", meaning));
        required.forEach(schema.putArray("required")::add);
        shown.putObject("annotations")
                .put("readOnlyHint", true)
                .put("destructiveHint", false)
                .put("openWorldHint", false);
        return shown;
    }

    private static ObjectNode describe(ObjectNode property, String argument) {
        if (SEVERAL.contains(argument)) {
            property.putArray("type").add("string").add("array");
            property.putObject("items").put("type", "string");
            return property;
        }
        return property.put("type", "string");
    }

    /**
     * The request that a call means.
     *
     * @throws IllegalArgumentException naming an argument that is missing, unknown or not of its kind
     */
    Query query(JsonNode given) {
        check(given);
        var query = Query.at(path.stream()
                .map(segment -> isArgument(segment) ? scalar(bare(segment), given.path(bare(segment))) : segment)
                .toArray(String[]::new));
        for (String argument : arguments.keySet()) {
            if (!path.contains("{" + argument + "}") && given.hasNonNull(argument)) {
                for (String value : values(argument, given.get(argument))) {
                    query = query.with(argument, value);
                }
            }
        }
        return query;
    }

    private void check(JsonNode given) {
        if (!given.isObject() && !given.isMissingNode() && !given.isNull()) {
            throw new IllegalArgumentException("arguments are not an object");
        }
        given.fieldNames().forEachRemaining(argument -> {
            if (!arguments.containsKey(argument)) {
                throw new IllegalArgumentException(
                        "unknown argument: " + argument + " (expected: " + String.join(", ", arguments.keySet()) + ")");
            }
        });
        for (String argument : required) {
            if (given.path(argument).isMissingNode()
                    || scalar(argument, given.path(argument)).isEmpty()) {
                throw new IllegalArgumentException("argument " + argument + " is missing");
            }
        }
    }

    /** A filter that is not understood must not be left out: the answer would be of something else. */
    private static List<String> values(String argument, JsonNode given) {
        if (!given.isArray() || !SEVERAL.contains(argument)) {
            return List.of(scalar(argument, given));
        }
        if (given.isEmpty()) {
            throw new IllegalArgumentException("argument " + argument + " is an empty list (expected: leave it out)");
        }
        var values = new ArrayList<String>();
        given.forEach(element -> values.add(scalar(argument, element)));
        return values;
    }

    private static String scalar(String argument, JsonNode given) {
        if (given.isContainerNode()) {
            var expected = SEVERAL.contains(argument) ? "one value or a list of them" : "one value";
            throw new IllegalArgumentException("argument " + argument + " is not " + expected);
        }
        return given.asText();
    }

    private static boolean isArgument(String segment) {
        return segment.startsWith("{");
    }

    private static String bare(String segment) {
        return segment.substring(1, segment.length() - 1);
    }
}
