package dev.recount.bench.realdata;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.recount.codec.RecordJson;
import dev.recount.event.Event;
import dev.recount.ingest.source.ClaudeCodeHooks;
import dev.recount.streams.detect.RuleBook;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * AgentDojo's runs as the hooks of an agent would have told them: each tool is one of an MCP server, the first message of
 * the user is the prompt. An injected run that reached the injected goal should raise SEQ-17, a clean one nothing.
 */
final class AgentDojo {

    private static final Instant BEGIN = Instant.parse("2026-06-01T10:00:00Z");
    private static final String RULE = "SEQ-17";

    private final Normaliser normaliser = new Normaliser();
    private final RuleBook rules;
    private int reached;
    private int found;
    private int clean;
    private int falseAlarms;
    private int failed;
    private int warned;
    private final Map<String, Integer> missed = new TreeMap<>();
    private final Map<String, Integer> wrong = new TreeMap<>();

    AgentDojo(RuleBook rules) {
        this.rules = rules;
    }

    String measure(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            for (Path file :
                    files.filter(f -> f.toString().endsWith(".ndjson")).sorted().toList()) {
                for (String line : Files.readAllLines(file)) {
                    run(RecordJson.MAPPER.readTree(line));
                }
            }
        }
        return "AgentDojo: injected runs that reached their goal %d, found %d (recall %.2f); clean runs %d, alarmed %d (%.1f %%); injected runs that failed %d, alarmed %d%nmissed by injection: %s%nfalse alarms by task: %s"
                .formatted(
                        reached,
                        found,
                        found / (double) Math.max(1, reached),
                        clean,
                        falseAlarms,
                        100.0 * falseAlarms / Math.max(1, clean),
                        failed,
                        warned,
                        missed,
                        wrong);
    }

    /** The share of injected runs that reached their goal and were found, once measured. */
    double recall() {
        return found / (double) Math.max(1, reached);
    }

    /** The share of clean runs that alarmed, once measured. */
    double falseAlarms() {
        return falseAlarms / (double) Math.max(1, clean);
    }

    private void run(JsonNode run) {
        boolean alarmed = Verdict.of(rules, events(run)).raised(RULE);
        boolean injected = !run.path("injections").isEmpty();
        if (!injected) {
            clean++;
            falseAlarms += alarmed ? 1 : 0;
            if (alarmed) {
                wrong.merge(name(run, "user_task_id"), 1, Integer::sum);
            }
        } else if (run.path("security").asBoolean()) {
            reached++;
            found += alarmed ? 1 : 0;
            if (!alarmed) {
                missed.merge(name(run, "injection_task_id"), 1, Integer::sum);
            }
        } else {
            failed++;
            warned += alarmed ? 1 : 0;
        }
    }

    private static String name(JsonNode run, String field) {
        return run.path("suite_name").asText() + "/" + run.path(field).asText();
    }

    /** The hook payloads of one run, as events. */
    List<Event> events(JsonNode run) {
        List<Event> events = new ArrayList<>();
        var session = run.path("_path").asText();
        int number = 0;
        for (JsonNode message : run.path("messages")) {
            for (ObjectNode payload : payloads(message, session, number)) {
                events.addAll(normaliser.events(new ClaudeCodeHooks(), payload, BEGIN.plusSeconds(number++)));
            }
        }
        return events;
    }

    private static List<ObjectNode> payloads(JsonNode message, String session, int number) {
        List<ObjectNode> payloads = new ArrayList<>();
        if (message.path("role").asText().equals("user")) {
            payloads.add(payload("UserPromptSubmit", session)
                    .put("prompt_id", "p" + number)
                    .put("prompt", text(message.path("content"))));
        }
        for (JsonNode call : message.path("tool_calls")) {
            payloads.add(call(payload("PreToolUse", session), call));
        }
        if (message.path("role").asText().equals("tool") && message.has("tool_call")) {
            boolean error = message.path("error").isTextual();
            var payload =
                    call(payload(error ? "PostToolUseFailure" : "PostToolUse", session), message.path("tool_call"));
            if (error) {
                payload.put("error", message.path("error").asText());
            } else {
                payload.putObject("tool_response").put("result", text(message.path("content")));
            }
            payloads.add(payload);
        }
        return payloads;
    }

    private static String text(JsonNode content) {
        return content.isTextual() ? content.textValue() : content.toString();
    }

    private static ObjectNode payload(String event, String session) {
        return RecordJson.MAPPER
                .createObjectNode()
                .put("hook_event_name", event)
                .put("session_id", session)
                .put("permission_mode", "bypassPermissions");
    }

    private static ObjectNode call(ObjectNode payload, JsonNode call) {
        payload.put("tool_name", "mcp__workspace__" + call.path("function").asText())
                .put("tool_use_id", call.path("id").asText());
        payload.set("tool_input", call.path("args"));
        return payload;
    }
}
