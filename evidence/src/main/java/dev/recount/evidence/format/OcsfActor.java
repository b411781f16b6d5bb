package dev.recount.evidence.format;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.recount.event.Actor;
import dev.recount.event.ActorKind;
import dev.recount.event.Event;
import org.jspecify.annotations.Nullable;

/** Who acted, as OCSF has it: people and principals of providers are users, what runs for somebody is an application. */
final class OcsfActor {

    private static final String NOT_KNOWN = "unknown";

    private OcsfActor() {}

    static void put(Event event, ObjectNode into) {
        var actor = event.actor();
        if (actor != null && isPrincipal(actor.kind())) {
            named(actor, "uid", "name", into.putObject("user").put("type_id", type(actor.kind())));
        } else if (actor != null) {
            named(actor, "app_uid", "app_name", into);
            if (actor.onBehalfOf() != null) {
                into.putObject("user").put("uid", actor.onBehalfOf());
            }
        }
        if (event.sessionId() != null) {
            into.putObject("session").put("uid", event.sessionId());
        }
        if (into.isEmpty()) {
            into.put("app_name", NOT_KNOWN);
        }
    }

    private static void named(Actor actor, String id, String name, ObjectNode into) {
        if (actor.id() != null) {
            into.put(id, actor.id());
        }
        if (actor.name() != null || actor.id() == null) {
            into.put(name, actor.name() == null ? NOT_KNOWN : actor.name());
        }
    }

    /** Of a principal that a provider knows it is often not said what it is; of an agent it is. */
    private static boolean isPrincipal(@Nullable ActorKind kind) {
        return kind == ActorKind.HUMAN || kind == ActorKind.SERVICE || kind == ActorKind.UNKNOWN;
    }

    /** User, service, or not known. */
    private static int type(@Nullable ActorKind kind) {
        if (kind == ActorKind.HUMAN) {
            return 1;
        }
        return kind == ActorKind.SERVICE ? 4 : 0;
    }
}
