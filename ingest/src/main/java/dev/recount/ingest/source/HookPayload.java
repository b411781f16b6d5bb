package dev.recount.ingest.source;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.recount.codec.CanonicalJson;
import dev.recount.codec.UnreadableRecord;
import dev.recount.event.Actor;
import dev.recount.event.ActorKind;
import dev.recount.event.Autonomy;
import dev.recount.event.Event;
import dev.recount.event.EventBuilder;
import dev.recount.event.EventType;
import dev.recount.event.Phase;
import dev.recount.event.Sensor;
import dev.recount.event.SensorKind;
import dev.recount.event.Session;
import dev.recount.event.Source;
import dev.recount.ingest.accept.EventIds;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The fields that all hook events of the Claude shape share. A payload carries no time; {@code timestamp} or {@code ts} is
 * read where a logger added it, and {@code event} stands for {@code hook_event_name} in such logs.
 */
final class HookPayload {

    /** Longest text that is kept of a payload. */
    static final int TEXT_MAX = 8_192;

    private static final int LABEL_MAX = 1_024;
    private static final List<String> LABELS = List.of(
            "cwd",
            "agent_id",
            "agent_type",
            "prompt_id",
            "permission_mode",
            "source",
            "reason",
            "trigger",
            "tool_digest",
            "notification_type");
    /** What is kept elsewhere in the event, or is ours. */
    private static final Set<String> NOT_KEPT = Set.of("tool_input", "recount");

    private final String agent;
    private final JsonNode payload;
    private final Arrival arrival;
    private final SessionContext context;
    private final String event;
    private final @Nullable Instant at;
    private final Session session;

    HookPayload(String agent, JsonNode payload, Arrival arrival) {
        if (!payload.isObject()) {
            throw new UnreadableRecord("", "expected an object with hook_event_name and session_id");
        }
        var name = Fields.firstText(payload, "hook_event_name", "event", "hookEventName");
        if (name == null) {
            throw new UnreadableRecord("/hook_event_name", "missing; expected a string such as PreToolUse");
        }
        this.agent = agent;
        this.payload = payload;
        this.arrival = arrival;
        this.context = arrival.context().overriddenBy(payload);
        this.event = name;
        this.at = Fields.firstTime(payload, "timestamp", "ts");
        this.session = session();
    }

    private Session session() {
        var id = Fields.firstText(payload, "session_id", "sessionId");
        if (id == null) {
            throw new UnreadableRecord("/session_id", "missing; expected the harness's session id");
        }
        var given = payload.path("recount").path("seq");
        long seq = given.canConvertToLong() && given.isIntegralNumber()
                ? given.longValue()
                : arrival.order().next(id, at == null ? arrival.at() : at);
        return new Session(id, seq, null, autonomy(), context.task());
    }

    private @Nullable Autonomy autonomy() {
        var mode = text("permission_mode");
        return mode == null
                ? null
                : switch (mode) {
                    case "default", "plan" -> Autonomy.ASK;
                    case "acceptEdits", "auto", "dontAsk" -> Autonomy.AUTO;
                    case "bypassPermissions" -> Autonomy.BYPASS;
                    default -> null;
                };
    }

    /** The hook event's name. */
    String event() {
        return event;
    }

    String sessionId() {
        return Objects.requireNonNull(session.id());
    }

    JsonNode node(String name) {
        return payload.path(name);
    }

    @Nullable
    String text(String name) {
        return Fields.text(payload, name);
    }

    String agent() {
        return agent;
    }

    /** An event of this payload, with its id. */
    EventBuilder builder(EventType type, @Nullable Phase phase) {
        var key = dedupeKey();
        var builder = Event.of(type)
                .id(id(key, type, phase))
                .phase(phase)
                .occurredAt(at)
                .sensor(new Sensor(SensorKind.AGENT_HOOK, agent, null))
                .session(session)
                .actor(actor())
                .source(new Source(agent, "hooks", key, CanonicalJson.of(LongTexts.cut(payload, TEXT_MAX, NOT_KEPT))));
        for (String label : LABELS) {
            var value = text(label);
            if (value != null) {
                builder.label(label, Fields.cut(value, LABEL_MAX));
            }
        }
        var prompt = text("prompt_id");
        return prompt == null || event.equals("UserPromptSubmit") ? builder : builder.causationId(promptEvent(prompt));
    }

    /** The id that the prompt's own event has. */
    private String promptEvent(String promptId) {
        return id(key("UserPromptSubmit", promptId), EventType.CONTENT, Phase.INGESTED);
    }

    private Actor actor() {
        var id = context.actor() == null ? "agent:" + agent : Fields.id(context.actor());
        var model = Fields.firstText(payload, "model", "to_model");
        return new Actor(id, ActorKind.AGENT, agent, model, context.onBehalfOf());
    }

    /**
     * The id of an event of this session.
     *
     * @param key the dedupe key of the payload that the event is in
     */
    String id(String key, EventType type, @Nullable Phase phase) {
        return EventIds.derived(agent, "hooks", key, type.wire(), phase == null ? null : phase.wire());
    }

    /**
     * {@code session_id + tool_use_id + event}, else the prompt, else the content. The content holds the time and number of
     * the payload where it has them, so repeated acts differ; what is alike to the last byte and has neither is one payload
     * that was delivered again.
     */
    private String dedupeKey() {
        var call = text("tool_use_id");
        if (call != null) {
            return key(event, call);
        }
        if (event.equals("UserPromptSubmit") && text("prompt_id") != null) {
            return key(event, Objects.requireNonNull(text("prompt_id")));
        }
        return key(event, at == null ? contentDigest() : at + "/" + contentDigest());
    }

    /** Of everything but what an installation adds; the number it may give counts. */
    private String contentDigest() {
        var whole = JsonNodeFactory.instance.objectNode();
        payload.properties().forEach(field -> whole.set(field.getKey(), field.getValue()));
        whole.remove("recount");
        var content = CanonicalJson.of(whole).text();
        var number = payload.path("recount").path("seq");
        return number.isMissingNode() ? EventIds.derived(content) : EventIds.derived(content, number.asText());
    }

    String key(String hookEvent, String what) {
        return sessionId() + "/" + what + "/" + hookEvent;
    }
}
