package dev.recount.streams.enrich;

import dev.recount.event.Event;
import dev.recount.event.Verb;
import dev.recount.reference.AutomationEntry;
import dev.recount.reference.FreezeEntry;
import dev.recount.streams.reference.Declared;
import dev.recount.streams.reference.Glob;
import org.jspecify.annotations.Nullable;

/** Freezes, registered jobs and trusted destinations: what is declared about acts of this kind. */
final class GovernanceFacts {

    private GovernanceFacts() {}

    static void add(Scene scene, Facts.Builder facts) {
        var verb = scene.verb();
        if (verb != null && !verb.onlyReads()) {
            freeze(scene, facts);
        }
        if (verb != null && verb != Verb.READ && verb != Verb.INGEST) {
            automation(scene, verb, facts);
        }
        Destinations.add(scene, facts);
    }

    private static void freeze(Scene scene, Facts.Builder facts) {
        var environment = facts.text(FactName.RESOURCE_ENVIRONMENT);
        if (environment == null) {
            return;
        }
        var active = scene.book().freezes(scene.at()).stream()
                .filter(freeze -> holds(freeze.body(), scene, environment))
                .findFirst();
        facts.put(
                FactName.FREEZE_ACTIVE,
                active.isPresent(),
                active.map(Declared::basis).orElse(null));
    }

    private static boolean holds(FreezeEntry freeze, Scene scene, String environment) {
        var at = scene.at();
        return (freeze.environment() == null
                        || environment.equals(EnvironmentNames.canonical(freeze.environment()))
                        || Glob.matches(freeze.environment(), environment))
                && (freeze.start() == null || !at.isBefore(freeze.start()))
                && (freeze.end() == null || at.isBefore(freeze.end()))
                && freeze.exceptions().stream()
                        .noneMatch(exception ->
                                covers(exception.actor(), scene.event().actorId())
                                        && covers(exception.resource(), scene.resourceId()));
    }

    private static void automation(Scene scene, Verb verb, Facts.Builder facts) {
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

    /** Whether a registered job accounts for {@code issued}: its actor may issue that credential. */
    static boolean rotates(Scene scene, Event issued) {
        var actor = issued.actorId();
        var key = issued.credentialKey();
        return actor != null
                && key != null
                && scene.book().automations(EventOrder.at(issued)).stream()
                        .anyMatch(job -> covers(job.body(), actor, key, Verb.ISSUE_CREDENTIAL));
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
