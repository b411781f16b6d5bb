package dev.recount.ingest.source;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.recount.codec.UnreadableRecord;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Sources meet input that nobody wrote on purpose: they refuse it or make events of it, and nothing else. */
class HostileInputTest {

    private static final List<String> PARTS = List.of(
            "curl",
            "-X",
            "POST",
            "-H",
            "'Authorization: Bearer abcdef'",
            "\"",
            "'",
            "$(",
            ")",
            "`",
            "<<EOF\n",
            "\nEOF\n",
            "|",
            "&&",
            ";",
            "rm -rf /",
            "{\"query\":\"mutation { a(",
            "}\"}",
            "https://backboard.railway.app/graphql/v2",
            "psql -c",
            "DROP TABLE x",
            "--",
            "$X",
            "${Y",
            "\\",
            "\n",
            "\u0000",
            "é",
            "😀",
            "[REDACTED:bearer:",
            "aws s3 rb",
            "kubectl delete",
            "-n",
            "=",
            "<(",
            "((",
            "#",
            "*",
            "~",
            "eval",
            "bash -c",
            "xargs");

    private static final List<String> HOOKS = List.of(
            "PreToolUse",
            "PostToolUse",
            "PostToolUseFailure",
            "PermissionDenied",
            "PermissionRequest",
            "UserPromptSubmit",
            "Stop",
            "SessionStart",
            "MessageDisplay",
            "InstructionsLoaded",
            "Anything");

    private static final List<String> TOOLS =
            List.of("Bash", "Read", "Write", "WebFetch", "mcp__db__run_sql", "mcp__", "");

    @Test
    void no_command_keeps_a_call_out_of_the_record() {
        var hooks = new ClaudeCodeHooks();
        everyTime(random -> {
            ObjectNode payload = JsonNodeFactory.instance.objectNode();
            payload.put("hook_event_name", "PreToolUse").put("session_id", "s").put("tool_use_id", "t");
            payload.put("tool_name", pick(TOOLS, random)).put("cwd", pick(List.of("/w", "\n", ""), random));
            payload.set("recount", RandomJson.value(random, 2));
            ObjectNode input = payload.putObject("tool_input");
            input.put("command", command(random))
                    .put("file_path", command(random))
                    .put("url", command(random));
            input.set(command(random), RandomJson.value(random, 3));
            return () -> {
                try {
                    return Sources.accepted(hooks, payload.toString());
                } catch (UnreadableRecord e) {
                    throw new AssertionError(payload.toString(), e);
                }
            };
        });
    }

    @Test
    void hooks_survive_any_command_and_any_field() {
        var hooks = new ClaudeCodeHooks();
        everyTime(random -> {
            ObjectNode payload = JsonNodeFactory.instance.objectNode();
            payload.put("hook_event_name", pick(HOOKS, random))
                    .put("session_id", "s")
                    .put("tool_use_id", "t");
            payload.put("tool_name", pick(TOOLS, random)).put("cwd", pick(List.of("/w", "C:\\w", "", "~"), random));
            ObjectNode input = payload.putObject("tool_input");
            input.put("command", command(random))
                    .put("file_path", command(random))
                    .put("url", command(random));
            input.put("sql", command(random));
            for (String field : List.of("tool_response", "prompt", "error", "recount", "permission_mode", "model")) {
                if (random.nextInt(3) == 0) {
                    payload.set(field, RandomJson.value(random, 3));
                }
            }
            if (random.nextInt(4) == 0) {
                payload.set("tool_input", RandomJson.value(random, 3));
            }
            return () -> Sources.events(hooks, payload.toString());
        });
    }

    @Test
    void provider_records_survive_any_field() {
        var sources = AuditSources.all();
        everyTime(random -> {
            ObjectNode record = JsonNodeFactory.instance.objectNode();
            record.put("eventSource", "ec2.amazonaws.com")
                    .put("eventName", pick(List.of("DeleteVolume", "X", ""), random));
            record.put("verb", "create").put("stage", pick(List.of("ResponseComplete", "Panic", "X"), random));
            record.put("action", "repo.destroy").put("operationName", "Microsoft.X/y/delete");
            record.set("protoPayload", RandomJson.value(random, 3));
            record.put("eventType", pick(List.of("volume.delete", "A_B", "", "."), random));
            for (String field : List.of(
                    "userIdentity",
                    "requestParameters",
                    "responseElements",
                    "resources",
                    "errorCode",
                    "eventTime",
                    "eventID",
                    "payload",
                    "context",
                    "id",
                    "readOnly",
                    "objectRef",
                    "user",
                    "sourceIPs",
                    "responseStatus",
                    "requestURI",
                    "requestObject",
                    "annotations",
                    "actor",
                    "hashed_token",
                    "token_id",
                    "outcome",
                    "target",
                    "transaction",
                    "operation",
                    "status",
                    "subStatus",
                    "claims",
                    "identity",
                    "properties",
                    "resourceId")) {
                if (random.nextInt(2) == 0) {
                    record.set(field, RandomJson.value(random, 3));
                }
            }
            RawSource source = sources.named(pick(sources.names(), random)).orElseThrow();
            return () -> Sources.events(source, record.toString());
        });
    }

    @Test
    void transcripts_survive_any_line() {
        everyTime(random -> {
            var replay = new TranscriptReplay();
            ObjectNode line = JsonNodeFactory.instance.objectNode();
            line.put("sessionId", "s").put("timestamp", "2026-04-24T16:41:07Z");
            line.put("type", pick(List.of("user", "assistant", "system", "progress"), random));
            ObjectNode message = line.putObject("message");
            var content = message.putArray("content");
            ObjectNode block = content.addObject();
            block.put("type", pick(List.of("text", "tool_use", "tool_result"), random));
            for (String field : List.of("id", "name", "input", "content", "text", "tool_use_id", "is_error")) {
                if (random.nextBoolean()) {
                    block.set(field, RandomJson.value(random, 2));
                }
            }
            return () -> {
                List<JsonNode> payloads = replay.line(line);
                payloads.forEach(payload -> Sources.events(new ClaudeCodeHooks(), payload.toString()));
                return payloads;
            };
        });
    }

    /** One input: drawn first, so that it can be shown, and then tried. */
    private interface Draw {
        Supplier<?> next(Random random);
    }

    private static void everyTime(Draw draw) {
        long seed = System.nanoTime();
        var random = new Random(seed);
        for (int round = 0; round < 4_000; round++) {
            var attempt = draw.next(random);
            try {
                assertThat(attempt.get()).isNotNull();
            } catch (UnreadableRecord refused) {
                assertThat(refused.problems()).as("seed " + seed).isNotEmpty();
            } catch (RuntimeException | StackOverflowError e) {
                throw new AssertionError("seed " + seed + ", round " + round, e);
            }
        }
    }

    private static String command(Random random) {
        var command = new StringBuilder();
        for (int i = random.nextInt(8); i > 0; i--) {
            command.append(pick(PARTS, random)).append(random.nextInt(3) == 0 ? "" : " ");
        }
        return command.toString();
    }

    private static <T> T pick(List<T> list, Random random) {
        return list.get(random.nextInt(list.size()));
    }
}
