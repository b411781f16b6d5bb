package dev.recount.bench.sigma;

import com.fasterxml.jackson.databind.JsonNode;
import dev.recount.sigma.match.EventFields;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * One action of an agent, flat, of about 600 bytes as JSON. It is matched as it is, by the names its fields have in JSON.
 *
 * @param ts event time, milliseconds since 1970
 * @param inScope whether the task allowed it
 */
record AgentEvent(
        String eventId,
        long ts,
        String tenant,
        String sessionId,
        String agentId,
        String model,
        String action,
        String tool,
        String resource,
        String env,
        String credentialId,
        boolean inScope,
        String filePath,
        String taskId,
        String outcome,
        String command,
        String srcIp,
        String promptHash,
        String parentEventId,
        int durationMs,
        int bytes)
        implements EventFields {

    /** The names of the text fields in JSON, in their order. */
    static final List<String> TEXTS = List.of(
            "event_id",
            "tenant",
            "session_id",
            "agent_id",
            "model",
            "action",
            "tool",
            "resource",
            "env",
            "credential_id",
            "file_path",
            "task_id",
            "outcome",
            "command",
            "src_ip",
            "prompt_hash",
            "parent_event_id");

    static AgentEvent of(JsonNode json) {
        return new AgentEvent(
                json.path("event_id").textValue(),
                json.path("ts").longValue(),
                json.path("tenant").textValue(),
                json.path("session_id").textValue(),
                json.path("agent_id").textValue(),
                json.path("model").textValue(),
                json.path("action").textValue(),
                json.path("tool").textValue(),
                json.path("resource").textValue(),
                json.path("env").textValue(),
                json.path("credential_id").textValue(),
                json.path("in_scope").booleanValue(),
                json.path("file_path").textValue(),
                json.path("task_id").textValue(),
                json.path("outcome").textValue(),
                json.path("command").textValue(),
                json.path("src_ip").textValue(),
                json.path("prompt_hash").textValue(),
                json.path("parent_event_id").textValue(),
                json.path("duration_ms").intValue(),
                json.path("bytes").intValue());
    }

    @Override
    public @Nullable Object get(String path) {
        return switch (path) {
            case "event_id" -> eventId;
            case "ts" -> ts;
            case "tenant" -> tenant;
            case "session_id" -> sessionId;
            case "agent_id" -> agentId;
            case "model" -> model;
            case "action" -> action;
            case "tool" -> tool;
            case "resource" -> resource;
            case "env" -> env;
            case "credential_id" -> credentialId;
            case "in_scope" -> inScope;
            case "file_path" -> filePath;
            case "task_id" -> taskId;
            case "outcome" -> outcome;
            case "command" -> command;
            case "src_ip" -> srcIp;
            case "prompt_hash" -> promptHash;
            case "parent_event_id" -> parentEventId;
            case "duration_ms" -> durationMs;
            case "bytes" -> bytes;
            default -> null;
        };
    }

    @Override
    public boolean anyValue(Predicate<Object> test) {
        for (String name : TEXTS) {
            Object value = get(name);
            if (value != null && test.test(value)) {
                return true;
            }
        }
        return test.test(ts) || test.test(inScope) || test.test(durationMs) || test.test(bytes);
    }
}
