package dev.recount.streams.enrich;

import dev.recount.codec.Micros;
import dev.recount.event.Action;
import dev.recount.event.ActorKind;
import dev.recount.event.Reversibility;
import dev.recount.event.Verb;
import dev.recount.reference.ResourceEntry;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What was done, and whether it can be taken back. */
final class ActionFacts {

    private ActionFacts() {}

    static void add(Scene scene, Enrichment facts) {
        var action = scene.action();
        if (action == null) {
            return;
        }
        facts.put(FactName.ACTION_ID, action.id());
        facts.put(FactName.ACTION_TOOL, action.tool());
        facts.put(FactName.ACTION_OPERATION, action.operation());
        if (action.verb() == Verb.READ_SECRET) {
            facts.put(
                    FactName.SECRET_STORE,
                    Places.store(action.operation(), scene.resourceId()).orElse(null));
        }
        facts.put(FactName.ACTION_FRICTION, Friction.in(scene.event()) ? Boolean.TRUE : null);
        var verb = action.verb();
        if (verb == null) {
            return;
        }
        facts.put(FactName.ACTION_VERB, verb.wire());
        facts.put(FactName.ACTION_DESTRUCTIVE, verb.destroys());
    }

    /** The registry overrides what the sensor says about undoing a deletion; see {@link ResourceEntry#undo()}. */
    static void undo(Scene scene, Enrichment facts) {
        var action = scene.action();
        if (action == null || action.verb() == null) {
            return;
        }
        var entry = scene.resource(scene.resourceId());
        var word = entry.map(declared -> undoWord(declared.body(), path(scene))).orElse(null);
        if (word == null || !action.verb().destroys()) {
            stated(action, facts);
            return;
        }
        var reversibility = ResourceEntry.reversibility(word);
        facts.put(
                FactName.ACTION_REVERSIBILITY, reversibility.wire(), entry.get().basis());
        if (reversibility == Reversibility.UNDO_WINDOW) {
            facts.put(FactName.ACTION_UNDO_UNTIL, until(scene.at(), word));
        }
    }

    private static void stated(Action action, Enrichment facts) {
        if (action.reversibility() != null && action.reversibility() != Reversibility.UNKNOWN) {
            facts.put(FactName.ACTION_REVERSIBILITY, action.reversibility().wire());
        }
        if (action.undoUntil() != null) {
            facts.put(FactName.ACTION_UNDO_UNTIL, Micros.text(action.undoUntil()));
        }
    }

    private static @Nullable String undoWord(ResourceEntry entry, String path) {
        var word = entry.undo().get(path);
        return word != null ? word : entry.undo().get("*");
    }

    /** People click, programs call; a sensor that knows better says so in the label {@code path}. */
    private static String path(Scene scene) {
        var actor = scene.event().actor();
        boolean human = actor != null && actor.kind() == ActorKind.HUMAN;
        return scene.event().labels().getOrDefault("path", human ? "dashboard" : "api");
    }

    private static @Nullable String until(Instant at, String window) {
        try {
            return Micros.text(at.plus(Duration.parse(window)));
        } catch (DateTimeException notADuration) {
            return null;
        }
    }
}
