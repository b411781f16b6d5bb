package dev.recount.streams.enrich;

import static java.util.Objects.requireNonNull;

import dev.recount.event.ActorKind;
import org.jspecify.annotations.Nullable;

/** Who acted, as declared. */
final class ActorFacts {

    private ActorFacts() {}

    private static @Nullable String line(Scene scene) {
        var event = scene.event();
        if (event.sessionId() != null) {
            return scene.memory().rootOf(event);
        }
        return event.actorId() != null ? event.actorId() : event.credentialKey();
    }

    static void add(Scene scene, Enrichment facts) {
        facts.put(FactName.LINE, line(scene));
        var actor = scene.event().actor();
        if (actor == null || actor.id() == null) {
            return;
        }
        scene.footprint().actor(actor.id());
        scene.footprint().actor(actor.onBehalfOf());
        var declared = scene.book().principal(actor.id(), scene.at());
        facts.put(
                FactName.ACTOR_REGISTERED,
                declared.isPresent(),
                declared.map(entry -> entry.basis()).orElse(null));
        boolean unsaid = actor.kind() == null || actor.kind() == ActorKind.UNKNOWN;
        declared.filter(entry -> unsaid && entry.body().kind() != null)
                .ifPresent(entry -> facts.put(
                        FactName.ACTOR_KIND, requireNonNull(entry.body().kind()).wire(), entry.basis()));
    }
}
