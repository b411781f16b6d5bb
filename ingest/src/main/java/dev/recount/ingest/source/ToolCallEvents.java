package dev.recount.ingest.source;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.recount.codec.RecordJson;
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
import org.jspecify.annotations.Nullable;

/**
 * The events of a tool call: the action itself, one more action for each further target that matters, and a credential
 * event for each secret seen.
 */
final class ToolCallEvents {

    private static final int ERROR_MAX = 4_096;
    private static final int ANSWER_MAX = 1_000_000;

    private ToolCallEvents() {}

    static List<Event> of(HookPayload payload, Phase hook, List<FoundSecret> secrets) {
        var call = ToolCall.of(payload, secrets);
        var error = error(payload, hook);
        var refused = hook == Phase.SUCCEEDED && call.reachesService() ? refusedByService(payload) : null;
        var outcome = refused == null ? hook : Phase.FAILED;
        var main = main(payload, call, hook)
                .phase(outcome)
                .action(call.action(0, refused == null ? error : refused))
                .build();
        var presented = CredentialsPresented.of(call, secrets);
        var events = new ArrayList<>(Sighting.attach(main, call.idOf(0), presented.by(0)));
        for (int i = 1; i < call.targets().size(); i++) {
            events.addAll(Sighting.attach(further(main, call, i), call.idOf(i), presented.by(i)));
        }
        var contained = secrets.stream()
                .filter(secret -> !presented.has(secret))
                .map(secret -> HookSightings.of(secret, payload, call))
                .toList();
        events.addAll(Sighting.events(main, call.idOf(0), contained));
        return events;
    }

    private static EventBuilder main(HookPayload payload, ToolCall call, Phase hook) {
        var target = call.targets().get(0);
        var builder = payload.builder(EventType.ACTION, hook)
                .resource(target.resource())
                .destination(target.destination());
        var subagent = Fields.text(payload.node("tool_response"), "agentId");
        if (subagent != null) {
            builder.label("subagent_id", subagent);
        }
        var number = payload.text("tool_use_id");
        if (number != null && hook != Phase.REQUESTED) {
            builder.causationId(payload.id(payload.key("PreToolUse", number), EventType.ACTION, Phase.REQUESTED));
        }
        return builder;
    }

    /** Another operation or resource of the same call: an action of its own, caused by the call. */
    private static Event further(Event main, ToolCall call, int number) {
        var target = call.targets().get(number);
        return main.toBuilder()
                .id(EventIds.derived(main.id(), "target", number))
                .causationId(main.id())
                .action(call.action(
                        number, Objects.requireNonNull(main.action()).error()))
                .resource(target.resource())
                .destination(target.destination())
                .source(null)
                .build();
    }

    private static @Nullable ActionError error(HookPayload payload, Phase hook) {
        if (hook == Phase.DENIED) {
            var reason = Objects.requireNonNullElse(payload.text("reason"), "");
            return new ActionError("denied", Fields.cut(reason, ERROR_MAX));
        }
        if (hook != Phase.FAILED) {
            return null;
        }
        var text = Objects.requireNonNullElse(payload.text("error"), "");
        var code = payload.node("is_interrupt").asBoolean() ? "interrupted" : FailureText.classOf(text);
        return new ActionError(code, Fields.cut(text, ERROR_MAX));
    }

    /**
     * A command that sends a request ends well also when the service refuses it. GraphQL (spec §7.1.2) answers with
     * {@code errors}; the action has failed then, whatever the command's exit code.
     */
    private static @Nullable ActionError refusedByService(HookPayload payload) {
        var output = Fields.text(payload.node("tool_response"), "stdout");
        var text = output == null ? "" : output.strip();
        if (!text.startsWith("{") || text.length() > ANSWER_MAX) {
            return null;
        }
        try {
            var errors = RecordJson.MAPPER.readTree(text).path("errors");
            var message = Fields.text(errors.path(0), "message");
            return errors.isArray() && message != null
                    ? new ActionError(FailureText.classOf(message), Fields.cut(message, ERROR_MAX))
                    : null;
        } catch (JsonProcessingException e) {
            return null;
        }
    }
}
