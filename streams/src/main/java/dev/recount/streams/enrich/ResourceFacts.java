package dev.recount.streams.enrich;

import dev.recount.event.Event;
import dev.recount.event.Resource;
import dev.recount.event.Task;
import dev.recount.reference.ResourceEntry;
import dev.recount.streams.reference.Declared;
import dev.recount.streams.reference.EnvironmentNames;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What was acted on, and where it belongs. */
final class ResourceFacts {

    private ResourceFacts() {}

    static void add(Scene scene, Enrichment facts) {
        var id = scene.resourceId();
        var declared = scene.resource(id);
        if (id != null) {
            facts.put(FactName.RESOURCE_ID, id);
            var made = madeBefore(scene, id);
            facts.put(
                    FactName.RESOURCE_CREATED_BY_SESSION,
                    made.isPresent() ? Boolean.TRUE : scene.event().sessionId() == null ? null : Boolean.FALSE,
                    made.map(Event::id).orElse(null));
            facts.put(FactName.RESOURCE_REGISTERED, declared.isPresent());
            facts.put(FactName.RESOURCE_DISPOSABLE, changes(scene) ? Places.isDisposable(id) : null);
            facts.put(FactName.RESOURCE_IN_WORKSPACE, Places.isInWorkspace(id, scene.event()));
        }
        declared.ifPresent(entry -> declared(entry, facts));
    }

    private static void declared(Declared<ResourceEntry> entry, Enrichment facts) {
        var body = entry.body();
        facts.put(FactName.RESOURCE_NAME, body.name(), entry.basis());
        facts.put(FactName.RESOURCE_OWNER, body.owner(), entry.basis());
        facts.put(FactName.RESOURCE_ROLE, body.role(), entry.basis());
        facts.put(FactName.RESOURCE_EPHEMERAL, body.ephemeral(), entry.basis());
    }

    /** What is lost or kept together. */
    static void group(Scene scene, Enrichment facts) {
        var declared = scene.resource(scene.resourceId());
        var stated = scene.event().resource() == null
                ? null
                : scene.event().resource().protectionGroup();
        var group = declared.map(entry -> entry.body().protectionGroup()).orElse(stated);
        scene.footprint().group(group);
        facts.put(FactName.RESOURCE_PROTECTION_GROUP, group);
        facts.put(FactName.RECOVERY_GROUP, group != null ? group : scene.resourceId());
    }

    private static boolean changes(Scene scene) {
        var verb = scene.verb();
        return verb != null && !verb.onlyReads();
    }

    /** The registry knows best, then the sensor; a guess from names is marked as one. */
    static void place(Scene scene, Enrichment facts) {
        var declared = scene.resource(scene.resourceId());
        var resolved = resolve(scene.event(), scene.resourceId(), declared);
        if (resolved == null) {
            return;
        }
        scene.footprint().environment(resolved.name());
        facts.put(FactName.RESOURCE_ENVIRONMENT, resolved.name(), resolved.basis());
        facts.put(FactName.RESOURCE_ENVIRONMENT_INFERRED, resolved.inferred());
        facts.put(FactName.RESOURCE_ENVIRONMENT_MATCH, matches(scene, resolved.name()));
    }

    /** The environment of what {@code event} acted on. */
    static @Nullable String environmentOf(Scene scene, Event event) {
        var resource = event.resource();
        var resolved = resolve(event, event.resourceId(), scene.resource(event.resourceId()));
        if (resolved != null) {
            return resolved.name();
        }
        return resource == null ? null : EnvironmentNames.canonical(resource.environmentAsserted());
    }

    private record Resolved(String name, @Nullable String basis, boolean inferred) {}

    private static @Nullable Resolved resolve(
            Event event, @Nullable String id, Optional<Declared<ResourceEntry>> declared) {
        var resource = event.resource();
        var registered = EnvironmentNames.canonical(
                declared.map(entry -> entry.body().environment()).orElse(null));
        if (registered != null) {
            return new Resolved(registered, declared.map(Declared::basis).orElse(null), false);
        }
        var seen = EnvironmentNames.canonical(resource == null ? null : resource.environment());
        if (seen != null) {
            return new Resolved(seen, null, false);
        }
        var name = declared.map(entry -> entry.body().name()).orElse(speaks(id, event) ? id : null);
        return Optional.ofNullable(name)
                .flatMap(EnvironmentNames::inferred)
                .or(() -> saidToBeProduction(resource))
                .map(guess -> new Resolved(guess, null, true))
                .orElse(null);
    }

    /** A file of the repository at work is named after an environment and yet is no part of it. */
    private static boolean speaks(@Nullable String id, Event event) {
        return id != null
                && !Boolean.TRUE.equals(Places.isInWorkspace(id, event))
                && !Boolean.TRUE.equals(Places.isDisposable(id));
    }

    /** The actor is believed when it says that it acts in production, and not when it says that it does not. */
    private static Optional<String> saidToBeProduction(@Nullable Resource resource) {
        return Optional.ofNullable(resource)
                .map(Resource::environmentAsserted)
                .flatMap(EnvironmentNames::inferred)
                .filter(EnvironmentNames.PRODUCTION::equals);
    }

    /** False when the place is another than the task names, or than the actor believed; unknown when neither says. */
    private static @Nullable Boolean matches(Scene scene, String resolved) {
        var asserted = EnvironmentNames.canonical(
                scene.event().resource() == null
                        ? null
                        : scene.event().resource().environmentAsserted());
        List<String> asked =
                EnvironmentNames.canonical(scene.task().map(Task::environments).orElse(List.of()));
        if (asserted == null && asked.isEmpty()) {
            return null;
        }
        return (asserted == null || asserted.equals(resolved)) && (asked.isEmpty() || asked.contains(resolved));
    }

    private static Optional<Event> madeBefore(Scene scene, String id) {
        return scene.memory()
                .creations(id)
                .filter(made -> !String.valueOf(made.id()).equals(scene.event().id()))
                .filter(made -> EventOrder.mayPrecede(made, scene.event()))
                .min(EventOrder.SHOWN);
    }
}
