package dev.recount.streams.enrich;

import dev.recount.event.Task;
import dev.recount.streams.reference.EnvironmentNames;
import dev.recount.streams.reference.Glob;

/** What the session was asked to do, and whether this is part of it. */
final class TaskFacts {

    private TaskFacts() {}

    static void add(Scene scene, Enrichment facts) {
        scene.task().ifPresent(task -> add(task, scene, facts));
    }

    private static void add(Task task, Scene scene, Enrichment facts) {
        var verb = scene.verb();
        if (verb != null && !task.verbs().isEmpty()) {
            facts.put(FactName.ACTION_VERB_IN_TASK, task.verbs().contains(verb));
        }
        var resource = scene.resourceId();
        if (resource != null && !task.resources().isEmpty()) {
            boolean asked = task.resources().stream().anyMatch(glob -> Glob.matches(glob, resource));
            facts.put(FactName.RESOURCE_IN_TASK, asked);
        }
        facts.put(FactName.SESSION_TASK_ENVIRONMENTS, EnvironmentNames.canonical(task.environments()));
    }
}
