package dev.recount.ingest.source;

import com.fasterxml.jackson.databind.JsonNode;
import dev.recount.codec.CanonicalJson;
import dev.recount.codec.RecordJson;
import dev.recount.event.Action;
import dev.recount.event.ActionError;
import dev.recount.event.Event;
import dev.recount.event.EventBuilder;
import dev.recount.event.EventType;
import dev.recount.event.Phase;
import dev.recount.ingest.accept.EventIds;
import dev.recount.ingest.accept.Sighting;
import dev.recount.ingest.secret.FoundSecret;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The events of a tool call: the action itself, one more action for each further operation that a shell line holds, and a
 * credential event for each secret seen.
 */
final class ToolCallEvents {

    private static final int ARGUMENT_MAX = 16_384;
    private static final int ERROR_MAX = 4_096;

    private final Operations operations;

    ToolCallEvents(Operations operations) {
        this.operations = operations;
    }

    List<Event> of(HookPayload payload, Phase phase, List<FoundSecret> secrets) {
        var tool = Objects.requireNonNullElse(payload.text("tool_name"), "unknown");
        var input = payload.node("tool_input");
        var does = operations.ofToolCall(tool, input);
        var error = error(payload, phase);
        var reached = error == null && phase == Phase.SUCCEEDED ? refusedByApi(payload, does) : null;
        var outcome = reached == null ? phase : Phase.FAILED;
        var main = main(payload, tool, input, does, phase, outcome, reached == null ? error : reached);
        var sightings = secrets.stream()
                .map(secret -> HookSightings.of(secret, payload, tool, input))
                .toList();
        var events = new ArrayList<>(Sighting.attach(main, actionId(payload, tool, input), sightings));
        for (int i = 1; i < does.size(); i++) {
            events.add(further(events.get(0), does.get(i), i));
        }
        return events;
    }

    private Event main(
            HookPayload payload,
            String tool,
            JsonNode input,
            List<Operations.Operation> does,
            Phase hook,
            Phase outcome,
            @Nullable ActionError error) {
        var first = does.isEmpty() ? Operations.Operation.named(null) : does.get(0);
        var builder = withOperation(payload.builder(EventType.ACTION, hook), first)
                .phase(outcome)
                .action(new Action(
                        actionId(payload, tool, input),
                        tool,
                        first.name(),
                        first.verb(),
                        Summaries.of(tool, input),
                        input.isMissingNode() ? null : CanonicalJson.of(LongTexts.cut(input, ARGUMENT_MAX, Set.of())),
                        first.reversibility(),
                        null,
                        first.guard(),
                        error));
        var subagent = Fields.text(payload.node("tool_response"), "agentId");
        if (subagent != null) {
            builder.label("subagent_id", subagent);
        }
        var call = payload.text("tool_use_id");
        if (call != null && hook != Phase.REQUESTED) {
            builder.causationId(
                    payload.id("PreToolUse", payload.key("PreToolUse", call), EventType.ACTION, Phase.REQUESTED));
        }
        return builder.build();
    }

    private static EventBuilder withOperation(EventBuilder builder, Operations.Operation operation) {
        return builder.resource(operation.resource()).destination(operation.destination());
    }

    /** Another operation of the same call: an action of its own, caused by the call. */
    private static Event further(Event main, Operations.Operation operation, int number) {
        var call = Objects.requireNonNull(main.action());
        return withOperation(main.toBuilder(), operation)
                .id(EventIds.derived(main.id(), "operation", number))
                .causationId(main.id())
                .action(new Action(
                        call.id() + "#" + number,
                        call.tool(),
                        operation.name(),
                        operation.verb(),
                        call.summary(),
                        null,
                        operation.reversibility(),
                        null,
                        operation.guard(),
                        call.error()))
                .source(null)
                .build();
    }

    /** Session and call; where the harness does not number its calls, the call's content stands for the number. */
    static String actionId(HookPayload payload, String tool, JsonNode input) {
        var call = payload.text("tool_use_id");
        return payload.sessionId() + "/"
                + (call == null ? EventIds.derived(tool, CanonicalJson.of(input).text()) : call);
    }

    private static @Nullable ActionError error(HookPayload payload, Phase phase) {
        if (phase == Phase.DENIED) {
            return new ActionError(
                    "denied", Fields.cut(Objects.requireNonNullElse(payload.text("reason"), ""), ERROR_MAX));
        }
        if (phase != Phase.FAILED) {
            return null;
        }
        var text = Objects.requireNonNullElse(payload.text("error"), "");
        var code = payload.node("is_interrupt").asBoolean() ? "interrupted" : FailureText.classOf(text);
        return new ActionError(code, Fields.cut(text, ERROR_MAX));
    }

    /**
     * A command that sends an API call ends well also when the API refuses it. GraphQL (spec §7.1.2) answers with
     * {@code errors}; the action has failed then, whatever the command's exit code.
     */
    private static @Nullable ActionError refusedByApi(HookPayload payload, List<Operations.Operation> does) {
        var output = Fields.text(payload.node("tool_response"), "stdout");
        if (output == null || does.stream().noneMatch(operation -> operation.verb() != null)) {
            return null;
        }
        var text = output.strip();
        if (!text.startsWith("{") || text.length() > 1_000_000) {
            return null;
        }
        try {
            var errors = RecordJson.MAPPER.readTree(text).path("errors");
            var message = Fields.text(errors.path(0), "message");
            return errors.isArray() && message != null
                    ? new ActionError(FailureText.classOf(message), Fields.cut(message, ERROR_MAX))
                    : null;
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            return null;
        }
    }
}
