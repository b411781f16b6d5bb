package dev.recount.ingest.source;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.recount.codec.Micros;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Turns what Claude Code wrote down itself into the hook payloads it would have sent, with the times it wrote beside them.
 * Lines of a hook log are payloads already; lines of a session transcript (main session or subagent) are translated: a
 * tool use becomes {@code PreToolUse}, its result {@code PostToolUse} or {@code PostToolUseFailure}, a prompt
 * {@code UserPromptSubmit}. Progress reports and file snapshots add nothing. Every payload gets its place in the file as
 * {@code recount.seq}. One instance reads one file, line after line.
 */
public final class TranscriptReplay {

    private final Map<String, JsonNode> openCalls = new HashMap<>();
    private @Nullable String permissionMode;
    private @Nullable String promptId;
    private @Nullable ObjectNode lastSubagent;
    private boolean started;
    private long lastSeq;

    /** The payloads that {@code line} completes, in order; none when it adds nothing. */
    public List<JsonNode> line(JsonNode line) {
        if (line.has("event") || line.has("hook_event_name")) {
            return List.of(numbered(line.deepCopy()));
        }
        if (Fields.text(line, "sessionId") == null || Fields.text(line, "timestamp") == null) {
            return List.of();
        }
        var mode = Fields.text(line, "permissionMode");
        permissionMode = mode == null ? permissionMode : mode;
        var payloads = new ArrayList<JsonNode>();
        switch (String.valueOf(Fields.text(line, "type"))) {
            case "user" -> user(line, payloads);
            case "assistant" -> assistant(line, payloads);
            case "system" -> system(line, payloads);
            default -> {
                return List.of();
            }
        }
        return payloads;
    }

    /** The payloads that only the end of the file completes. */
    public List<JsonNode> end() {
        var last = lastSubagent;
        lastSubagent = null;
        return last == null ? List.of() : List.of(last);
    }

    private void user(JsonNode line, List<JsonNode> payloads) {
        start(line, payloads);
        var content = line.path("message").path("content");
        var prompt = new StringBuilder(content.isTextual() ? content.textValue() : "");
        for (JsonNode block : content) {
            if ("tool_result".equals(Fields.text(block, "type"))) {
                payloads.add(result(line, block, content.size() == 1));
            } else if ("text".equals(Fields.text(block, "type"))) {
                prompt.append(prompt.isEmpty() ? "" : "\n")
                        .append(block.path("text").asText());
            }
        }
        if (!prompt.isEmpty()) {
            payloads.add(prompt(line, prompt.toString()));
        }
    }

    private JsonNode prompt(JsonNode line, String text) {
        boolean typed = !line.path("isMeta").asBoolean()
                && !line.path("isCompactSummary").asBoolean();
        if (typed) {
            promptId = Fields.text(line, "uuid");
        }
        return payload(line, typed ? "UserPromptSubmit" : "UserPromptExpansion").put("prompt", text);
    }

    private void assistant(JsonNode line, List<JsonNode> payloads) {
        start(line, payloads);
        for (JsonNode block : line.path("message").path("content")) {
            if ("tool_use".equals(Fields.text(block, "type"))) {
                var call = payload(line, "PreToolUse");
                copyCall(block, call);
                openCalls.put(block.path("id").asText(), block);
                payloads.add(call);
            }
        }
    }

    private static void copyCall(JsonNode call, ObjectNode payload) {
        payload.put("tool_name", call.path("name").asText());
        payload.set("tool_input", call.path("input"));
        payload.put("tool_use_id", call.path("id").asText());
    }

    /**
     * The result of a call.
     *
     * @param only whether the line holds no other block; its {@code toolUseResult} is this one's then
     */
    private JsonNode result(JsonNode line, JsonNode block, boolean only) {
        var id = block.path("tool_use_id").asText();
        boolean failed = block.path("is_error").asBoolean();
        var payload = payload(line, failed ? "PostToolUseFailure" : "PostToolUse");
        var call = openCalls.remove(id);
        if (call == null) {
            payload.put("tool_use_id", id).put("tool_name", "unknown");
        } else {
            copyCall(call, payload);
        }
        if (failed) {
            payload.put("error", text(block.path("content")));
        } else {
            var structured = line.path("toolUseResult");
            payload.set("tool_response", only && structured.isObject() ? structured : block.path("content"));
        }
        return payload;
    }

    private static String text(JsonNode content) {
        if (content.isTextual()) {
            return content.textValue();
        }
        var text = new StringBuilder();
        for (JsonNode block : content) {
            text.append(text.isEmpty() ? "" : "\n").append(block.path("text").asText());
        }
        return text.toString();
    }

    private void system(JsonNode line, List<JsonNode> payloads) {
        start(line, payloads);
        switch (String.valueOf(Fields.text(line, "subtype"))) {
            case "stop_hook_summary" -> payloads.add(payload(line, "Stop"));
            case "compact_boundary" -> payloads.add(payload(line, "PostCompact"));
            default -> {
                // Durations and local commands of the terminal: no hook would have been sent.
            }
        }
    }

    /** The first line of a session stands for its start. */
    private void start(JsonNode line, List<JsonNode> payloads) {
        boolean subagent = line.path("isSidechain").asBoolean();
        if (!started) {
            payloads.add(
                    payload(line, subagent ? "SubagentStart" : "SessionStart").put("source", "transcript"));
            started = true;
        }
        if (subagent) {
            lastSubagent = payload(line, "SubagentStop");
        }
    }

    private ObjectNode payload(JsonNode line, String event) {
        ObjectNode payload = JsonNodeFactory.instance.objectNode();
        payload.put("hook_event_name", event);
        payload.put("session_id", Objects.requireNonNull(Fields.text(line, "sessionId")));
        payload.put("timestamp", Objects.requireNonNull(Fields.text(line, "timestamp")));
        put(payload, "cwd", Fields.text(line, "cwd"));
        put(payload, "agent_id", Fields.text(line, "agentId"));
        put(payload, "model", Fields.text(line.path("message"), "model"));
        put(payload, "permission_mode", permissionMode);
        put(payload, "prompt_id", promptId);
        return numbered(payload);
    }

    private static void put(ObjectNode payload, String name, @Nullable String value) {
        if (value != null) {
            payload.put(name, value);
        }
    }

    /** Positions are microseconds, like those of live hooks, and follow the order of the file. */
    private <T extends JsonNode> T numbered(T payload) {
        var at = Fields.firstTime(payload, "timestamp", "ts");
        lastSeq = at == null ? lastSeq + 1 : Math.max(lastSeq + 1, Micros.of(at));
        if (payload instanceof ObjectNode object) {
            object.withObjectProperty("recount").put("seq", lastSeq);
        }
        return payload;
    }
}
