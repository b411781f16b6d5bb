package dev.recount.streams.enrich;

import dev.recount.event.Event;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Whether something was done another way after the straight way was barred. */
final class FrictionFacts {

    private static final Duration WINDOW = Duration.ofMinutes(30);

    private FrictionFacts() {}

    static void add(Scene scene, Facts.Builder facts) {
        var verb = scene.verb();
        if (verb == null || verb.onlyReads()) {
            return;
        }
        var credential = scene.credentialKey(scene.event());
        var environment = facts.text(FactName.RESOURCE_ENVIRONMENT);
        scene.memory()
                .events(Relevance.FRICTION)
                .filter(Friction::in)
                .filter(friction -> isRecent(friction, scene.event()))
                .filter(friction -> isElsewhere(scene, friction, credential, environment))
                .max(EventOrder.SHOWN)
                .ifPresent(friction ->
                        facts.put(FactName.ACTION_AFTER_FRICTION_ELSEWHERE, true, String.valueOf(friction.id())));
    }

    private static boolean isRecent(Event friction, Event event) {
        return !Objects.equals(friction.id(), event.id())
                && EventOrder.mayPrecede(friction, event)
                && Duration.between(EventOrder.at(friction), EventOrder.at(event))
                                .compareTo(WINDOW)
                        <= 0;
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
