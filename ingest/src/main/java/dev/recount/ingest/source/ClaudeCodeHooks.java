package dev.recount.ingest.source;

import dev.recount.event.Approval;
import dev.recount.event.Content;
import dev.recount.event.Event;
import dev.recount.event.EventBuilder;
import dev.recount.event.EventType;
import dev.recount.event.Phase;
import dev.recount.event.Statement;
import dev.recount.event.Verb;
import dev.recount.ingest.accept.EventIds;
import dev.recount.ingest.accept.Sighting;
import dev.recount.ingest.secret.FoundSecret;
import java.util.ArrayList;
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

    @Override
    public String name() {
        return "hooks/" + AGENT;
    }

    @Override
    public List<Event> events(RedactedRecord record, Arrival arrival) {
        var payload = new HookPayload(AGENT, record.document(), arrival);
        return switch (payload.event()) {
            case "PreToolUse" -> ToolCallEvents.of(payload, Phase.REQUESTED, record.secrets());
            case "PostToolUse" -> ToolCallEvents.of(payload, Phase.SUCCEEDED, record.secrets());
            case "PostToolUseFailure" -> ToolCallEvents.of(payload, Phase.FAILED, record.secrets());
            case "PermissionDenied" -> ToolCallEvents.of(payload, Phase.DENIED, record.secrets());
            default -> others(payload, record.secrets());
        };
    }

    /** What an agent says as it stops is a claim, and stands beside the fact that it stopped. */
    private static List<Event> others(HookPayload payload, List<FoundSecret> secrets) {
        var main = other(payload, secrets);
        var events = new ArrayList<>(withSightings(main, payload, secrets));
        var said = payload.text("last_assistant_message");
        if (said != null && !said.isBlank()) {
            events.add(main.toBuilder()
                    .id(EventIds.derived(main.id(), "statement"))
                    .type(EventType.STATEMENT)
                    .phase(Phase.CLAIMED)
                    .statement(new Statement(Fields.cut(said, STATEMENT_MAX), null))
                    .causationId(main.id())
                    .source(null)
                    .build());
        }
        return events;
    }

    private static Event other(HookPayload payload, List<FoundSecret> secrets) {
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
            case "PermissionRequest" -> approval(payload, secrets);
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
                .content(new Content(origin, trust, null, text == null ? null : Fields.sha256(text)))
                .label("hook_event", payload.event())
                .build();
    }

    /** A request for permission carries no call number; it is known by its tool and arguments. */
    private static Event approval(HookPayload payload, List<FoundSecret> secrets) {
        var call = ToolCall.of(payload, secrets);
        var target = call.targets().get(0);
        var verbs = target.operation() == null
                ? List.<Verb>of()
                : List.of(target.operation().verb());
        var resource =
                target.target() == null ? null : Fields.id(target.target().id());
        return payload.builder(EventType.APPROVAL, Phase.REQUESTED)
                .approval(new Approval(call.id(), null, null, verbs, resource, null, null, payload.agent()))
                .action(call.action(0, null))
                .resource(target.resource())
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
        var sightings = secrets.stream()
                .map(secret -> HookSightings.of(secret, payload))
                .toList();
        return Sighting.attach(event, String.valueOf(event.id()), sightings);
    }
}
