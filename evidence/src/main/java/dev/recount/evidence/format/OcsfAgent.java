package dev.recount.evidence.format;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.recount.event.Actor;
import dev.recount.event.ActorKind;
import dev.recount.event.Event;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The agent that acts and its model, as OCSF's profile {@code ai_operation} has them. */
final class OcsfAgent {

    private static final String NOT_KNOWN = "unknown";
    private static final int FRAMEWORK_UNKNOWN = 0;

    private OcsfAgent() {}

    /** Whether the profile is in use. */
    static boolean isAiOperation(OcsfRelease release, Event event) {
        return model(event) != null || agent(release, event) != null;
    }

    static void put(OcsfRelease release, Event event, ObjectNode line) {
        var agent = agent(release, event);
        var model = model(event);
        if (agent != null) {
            put(agent, event, line.putObject("ai_agent"));
        } else if (model != null) {
            put(model, line.putObject("ai_model"));
        }
    }

    /** Who acts, where the release has a place for agents. */
    private static @Nullable Actor agent(OcsfRelease release, Event event) {
        var actor = event.actor();
        return release == OcsfRelease.V1_8_0 || actor == null || actor.kind() != ActorKind.AGENT ? null : actor;
    }

    private static @Nullable String model(Event event) {
        return event.actor() == null ? null : event.actor().model();
    }

    private static void put(Actor agent, Event event, ObjectNode into) {
        into.put("uid", agent.id() == null ? NOT_KNOWN : agent.id()).put("type_id", FRAMEWORK_UNKNOWN);
        if (event.sessionId() != null) {
            into.put("instance_uid", event.sessionId());
        }
        if (agent.name() != null) {
            into.put("name", agent.name());
        }
        if (agent.model() != null) {
            put(agent.model(), into.putObject("ai_model"));
        }
    }

    private static void put(String model, ObjectNode into) {
        into.put("name", model).put("ai_provider", provider(model));
    }

    private static String provider(String model) {
        var name = model.toLowerCase(Locale.ROOT);
        if (name.contains("claude")) {
            return "Anthropic";
        }
        if (name.contains("gemini")) {
            return "Google";
        }
        return name.startsWith("gpt") || name.startsWith("o1") || name.startsWith("o3") ? "OpenAI" : NOT_KNOWN;
    }
}
