package dev.recount.ingest.source;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.recount.event.Action;
import dev.recount.event.Approval;
import dev.recount.event.Content;
import dev.recount.event.Event;
import dev.recount.event.EventBuilder;
import dev.recount.event.EventType;
import dev.recount.event.Phase;
import dev.recount.event.Statement;
import dev.recount.ingest.accept.EventIds;
import dev.recount.ingest.accept.Sighting;
import dev.recount.ingest.secret.FoundSecret;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;

/**
 * Hook payloads of Claude Code ({@code reference/formats.md} §1.1). Tool hooks become actions, prompts and instructions
 * become content, session hooks sessions; every other hook, known or not, is kept as a session event without a phase under
 * the label {@code hook_event}. Unknown fields are kept in {@code source.record}.
 */
public final class ClaudeCodeHooks implements RawSource {

    private static final String AGENT = "claude-code";
    private static final int STATEMENT_MAX = 8_192;

    private final Operations operations;
    private final ToolCallEvents toolCalls;

    public ClaudeCodeHooks(Operations operations) {
        this.operations = operations;
        this.toolCalls = new ToolCallEvents(operations);
    }

    @Override
    public String name() {
        return "hooks/" + AGENT;
    }

    @Override
    public List<Event> events(RedactedRecord record, Arrival arrival) {
        var payload = new HookPayload(AGENT, record.document(), arrival);
        return switch (payload.event()) {
            case "PreToolUse" -> toolCalls.of(payload, Phase.REQUESTED, record.secrets());
            case "PostToolUse" -> toolCalls.of(payload, Phase.SUCCEEDED, record.secrets());
            case "PostToolUseFailure" -> toolCalls.of(payload, Phase.FAILED, record.secrets());
            case "PermissionDenied" -> toolCalls.of(payload, Phase.DENIED, record.secrets());
            default -> withSightings(other(payload), payload, record.secrets());
        };
    }

    private Event other(HookPayload payload) {
        return switch (payload.event()) {
            case "SessionStart" ->
                payload.builder(EventType.SESSION, Phase.STARTED).build();
            case "SessionEnd" -> payload.builder(EventType.SESSION, Phase.ENDED).build();
            case "Stop", "StopFailure" ->
                payload.builder(EventType.SESSION, Phase.PAUSED)
                        .label("hook_event", payload.event())
                        .build();
            case "UserPromptSubmit", "UserPromptExpansion" -> content(payload, "prompt", "prompt");
            case "InstructionsLoaded" ->
                content(payload, Objects.requireNonNullElse(payload.text("file_path"), "instructions"), "content");
            case "PermissionRequest" -> approval(payload);
            case "MessageDisplay" -> statement(payload);
            default -> note(payload).build();
        };
    }

    private static EventBuilder note(HookPayload payload) {
        return payload.builder(EventType.SESSION, null).label("hook_event", Fields.cut(payload.event(), 128));
    }

    private static Event content(HookPayload payload, String origin, String field) {
        var text = payload.text(field);
        var trust = origin.equals("prompt") ? "trusted" : null;
        return payload.builder(EventType.CONTENT, Phase.INGESTED)
                .content(new Content(origin, trust, null, text == null ? null : sha256(text)))
                .label("hook_event", payload.event())
                .build();
    }

    /** A request for permission carries no call number; it is known by its tool and arguments. */
    private Event approval(HookPayload payload) {
        var tool = Objects.requireNonNullElse(payload.text("tool_name"), "unknown");
        var input = payload.node("tool_input");
        var does = operations.ofToolCall(tool, input);
        var first = does.isEmpty() ? Operations.Operation.named(null) : does.get(0);
        var verbs = first.verb() == null ? List.<dev.recount.event.Verb>of() : List.of(first.verb());
        var resource = first.resource() == null ? null : first.resource().id();
        var id = EventIds.derived(payload.sessionId(), tool, input.toString());
        return payload.builder(EventType.APPROVAL, Phase.REQUESTED)
                .approval(new Approval(id, null, null, verbs, resource, null, null, payload.agent()))
                .action(new Action(
                        null,
                        tool,
                        first.name(),
                        first.verb(),
                        Summaries.of(tool, input),
                        null,
                        first.reversibility(),
                        null,
                        first.guard(),
                        null))
                .resource(first.resource())
                .build();
    }

    private static Event statement(HookPayload payload) {
        var text = payload.text("message");
        return text == null
                ? note(payload).build()
                : payload.builder(EventType.STATEMENT, Phase.CLAIMED)
                        .statement(new Statement(Fields.cut(text, STATEMENT_MAX), null))
                        .build();
    }

    private static List<Event> withSightings(Event event, HookPayload payload, List<FoundSecret> secrets) {
        var tool = Objects.requireNonNullElse(payload.text("tool_name"), "");
        JsonNode input = payload.node("tool_input");
        var sightings = secrets.stream()
                .map(secret -> HookSightings.of(
                        secret, payload, tool, input.isMissingNode() ? MissingNode.getInstance() : input))
                .toList();
        return Sighting.attach(event, String.valueOf(event.id()), sightings);
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
