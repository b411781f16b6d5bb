package dev.recount.streams.enrich;

import dev.recount.event.Event;
import dev.recount.streams.reference.EnvironmentNames;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Whether something was destroyed another way after the straight way was barred. */
final class FrictionFacts {

    private FrictionFacts() {}

    static void add(Scene scene, Enrichment facts) {
        var verb = scene.verb();
        if (verb == null
                || !verb.destroys()
                || scene.memory().all(Relevance.FRICTION).findAny().isEmpty()) {
            return;
        }
        var credential = scene.credentialKey(scene.event());
        var environment = facts.text(FactName.RESOURCE_ENVIRONMENT);
        scene.memory()
                .events(Relevance.FRICTION)
                .filter(Friction::in)
                .filter(friction -> FrictionReach.covers(friction, scene.event()))
                .filter(friction -> EventOrder.mayPrecede(friction, scene.event()))
                .filter(friction -> isElsewhere(scene, friction, credential, environment))
                .max(EventOrder.SHOWN)
                .ifPresent(friction ->
                        facts.put(FactName.ACTION_AFTER_FRICTION_ELSEWHERE, true, String.valueOf(friction.id())));
    }

    private static boolean isElsewhere(
            Scene scene, Event friction, @Nullable String credential, @Nullable String environment) {
        var barredWith = scene.credentialKey(friction);
        var barredIn = barredEnvironment(scene, friction);
        return (credential != null && barredWith != null && !credential.equals(barredWith))
                || (environment != null && barredIn != null && !environment.equals(barredIn));
    }

    /** Where it was barred; a failure that does not say happened where the task is. */
    private static @Nullable String barredEnvironment(Scene scene, Event friction) {
        var own = ResourceFacts.environmentOf(scene, friction);
        if (own != null) {
            return own;
        }
        var asked = scene.task()
                .map(task -> EnvironmentNames.canonical(task.environments()))
                .orElse(List.of());
        return asked.size() == 1 ? asked.get(0) : null;
    }
}
