package dev.recount.ingest.source;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One line for a human: the tool and the argument that says most. */
final class Summaries {

    private static final int LINE_MAX = 240;

    private static final List<String> TELLING = List.of(
            "command",
            "file_path",
            "notebook_path",
            "url",
            "query",
            "pattern",
            "path",
            "description",
            "prompt",
            "skill");

    private Summaries() {}

    static String of(String tool, JsonNode input) {
        var argument = argument(input);
        return Fields.line(argument == null ? tool : tool + ": " + argument, LINE_MAX);
    }

    private static @Nullable String argument(JsonNode input) {
        for (String name : TELLING) {
            var text = Fields.text(input, name);
            if (text != null) {
                return text;
            }
        }
        return input.isObject() && !input.isEmpty() ? input.toString() : null;
    }
}
