package dev.recount.ingest.source;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a plain shell command reads: a file that it names, or the environment. Anything less plain is not guessed at. */
final class ShellReads {

    private static final Set<String> READERS =
            Set.of("cat", "head", "tail", "less", "more", "grep", "rg", "jq", "sed", "awk", "bat", "type");
    private static final Set<String> ENVIRONMENT = Set.of("env", "printenv", "export", "set");

    private ShellReads() {}

    /** The file whose content a command such as {@code cat FILE} or {@code grep -r token FILE} shows. */
    static @Nullable String file(String tool, JsonNode input) {
        var words = words(tool, input);
        if (words.size() < 2 || !READERS.contains(words.get(0))) {
            return null;
        }
        var last = words.get(words.size() - 1);
        boolean named = !last.startsWith("-")
                && (last.contains("/") || last.contains(".") || words.get(0).equals("cat"));
        return named ? last : null;
    }

    static boolean isEnvironment(String tool, JsonNode input) {
        var words = words(tool, input);
        return !words.isEmpty() && ENVIRONMENT.contains(words.get(0));
    }

    /** The first simple command of the line, when its words are plain. */
    private static List<String> words(String tool, JsonNode input) {
        var command = Fields.text(input, "command");
        if (command == null || !(tool.equals("Bash") || tool.equals("PowerShell"))) {
            return List.of();
        }
        var first = command.strip().split("[|;&<>\\n]", 2)[0].strip();
        return List.of(first.replace("\"", "").replace("'", "").split("\\s+"));
    }
}
