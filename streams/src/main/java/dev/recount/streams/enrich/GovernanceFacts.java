package dev.recount.streams.enrich;

import dev.recount.event.Event;
import dev.recount.event.Verb;
import dev.recount.reference.AutomationEntry;
import dev.recount.reference.FreezeEntry;
import dev.recount.streams.reference.Declared;
import dev.recount.streams.reference.EnvironmentNames;
import dev.recount.streams.reference.Glob;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Freezes and registered jobs: what is declared about acts of this kind. */
final class GovernanceFacts {

    private GovernanceFacts() {}

    static void add(Scene scene, Enrichment facts) {
        var verb = scene.verb();
        if (verb != null && !verb.onlyReads()) {
            freeze(scene, facts);
        }
        if (verb != null && verb != Verb.READ && verb != Verb.INGEST) {
            automation(scene, verb, facts);
        }
    }

    private static void freeze(Scene scene, Enrichment facts) {
        var environment = facts.text(FactName.RESOURCE_ENVIRONMENT);
        if (environment == null) {
            return;
        }
        var holding = scene.book().freezes(scene.at()).stream()
                .filter(freeze -> holds(freeze.body(), scene, environment))
                .toList();
        var active = holding.stream()
                .filter(freeze -> !excepts(freeze.body(), scene))
                .findFirst();
        facts.put(
                FactName.FREEZE_ACTIVE,
                active.isPresent(),
                active.or(() -> holding.stream().findFirst())
                        .map(Declared::basis)
                        .orElse(null));
    }

    private static boolean holds(FreezeEntry freeze, Scene scene, String environment) {
        var at = scene.at();
        return EnvironmentNames.covers(freeze.environment(), environment)
                && (freeze.start() == null || !at.isBefore(freeze.start()))
                && (freeze.end() == null || at.isBefore(freeze.end()));
    }

    private static boolean excepts(FreezeEntry freeze, Scene scene) {
        return freeze.exceptions().stream()
                .anyMatch(exception -> covers(exception.actor(), scene.event().actorId())
                        && covers(exception.resource(), scene.resourceId()));
    }

    private static void automation(Scene scene, Verb verb, Enrichment facts) {
        var actor = scene.event().actorId();
        var resource = scene.resourceId();
        if (actor == null) {
            return;
        }
        var covering = scene.book().automations(scene.at()).stream()
                .filter(job -> covers(job.body(), actor, resource, verb))
                .findFirst();
        facts.put(
                FactName.AUTOMATION_COVERED,
                covering.isPresent(),
                covering.map(Declared::basis).orElse(null));
    }

    /** The registered job that accounts for {@code issued}: its actor may issue that credential. */
    static Optional<Declared<AutomationEntry>> rotator(Scene scene, Event issued) {
        var actor = issued.actorId();
        var key = issued.credentialKey();
        scene.footprint().actor(actor);
        if (actor == null || key == null) {
            return Optional.empty();
        }
        return scene.book().automations(EventOrder.at(issued)).stream()
                .filter(job -> covers(job.body(), actor, key, Verb.ISSUE_CREDENTIAL))
                .findFirst();
    }

    /** What names no resource is covered only by a job that may touch everything. */
    private static boolean covers(AutomationEntry job, String actor, @Nullable String resource, Verb verb) {
        return job.identity() != null
                && Glob.matches(job.identity(), actor)
                && job.selector().stream()
                        .anyMatch(glob -> glob.equals("*") || (resource != null && Glob.matches(glob, resource)))
                && (job.verbs().isEmpty() || job.verbs().contains(verb));
    }

    private static boolean covers(@Nullable String glob, @Nullable String text) {
        return glob == null || (text != null && Glob.matches(glob, text));
    }
}
