package dev.recount.standalone.records;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/**
 * Turns what an agent wrote down itself into the hook payloads it would have sent: a hook log is that already, a session
 * transcript has to be translated. One instance reads one file, line after line.
 */
public interface HookReplay {

    /** The payloads that a line completes, in order; none if it adds nothing. */
    List<JsonNode> line(JsonNode line);

    /** The payloads that only the end of the file completes. */
    List<JsonNode> end();

    /** For files whose lines are payloads. */
    static HookReplay ofPayloads() {
        return new HookReplay() {
            @Override
            public List<JsonNode> line(JsonNode line) {
                return List.of(line);
            }

            @Override
            public List<JsonNode> end() {
                return List.of();
            }
        };
    }
}
