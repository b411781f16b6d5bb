package dev.recount.streams.enrich;

import dev.recount.event.Verb;
import dev.recount.streams.baseline.Days;
import dev.recount.streams.baseline.Habit;
import dev.recount.streams.baseline.HabitId;
import dev.recount.streams.baseline.Sighting;
import java.util.OptionalLong;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Whether something is done for the first time, and how much is usual. Only days before the event's own day count. */
final class HabitFacts {

    /** How long something must have been watched before that nobody saw it means anything. */
    private static final int WATCHED = 7;

    private static final int MONTH = 30;
    private static final int BUSY_DAYS = 3;
    private static final int[] RUNGS = {640, 160, 40, 10};

    private HabitFacts() {}

    static void add(Scene scene, Enrichment facts) {
        var event = scene.event();
        var who = HabitId.who(event);
        if (who != null) {
            firstUse(scene, who, facts);
            var verb = scene.verb();
            if (verb != null && verb.destroys()) {
                destroys(scene, who, facts);
            }
            if (verb == Verb.READ_SECRET && scene.resourceId() != null) {
                secrets(scene, who, String.valueOf(scene.resourceId()), facts);
            }
        }
        destination(scene, facts);
        definition(scene, facts);
    }

    private static void firstUse(Scene scene, String who, Enrichment facts) {
        var key = scene.event().credentialKey();
        if (key == null) {
            return;
        }
        var uses = ofCredential(scene, key, name -> HabitId.uses(who, name));
        var watched = ofCredential(scene, key, HabitId::credential);
        put(scene, facts, FactName.ACTOR_FIRST_USE, HabitId.uses(who, key), uses, isWatched(watched, scene), true);
    }

    /** The day before the event's on which the credential was last used by anybody. */
    static OptionalLong lastUse(Scene scene, String key) {
        return ofCredential(scene, key, HabitId::credential).days().lastBefore(day(scene));
    }

    private static void destroys(Scene scene, String who, Enrichment facts) {
        var id = HabitId.destroys(who);
        var habit = habit(scene, id);
        long day = day(scene);
        if (habit.days().countIn(MONTH, day) < BUSY_DAYS) {
            return;
        }
        long usual = 0;
        for (int rung : RUNGS) {
            if (usual == 0 && habit.busy(rung).countIn(MONTH, day) >= BUSY_DAYS) {
                usual = rung;
            }
        }
        facts.put(FactName.ACTOR_USUAL_DESTROYS, usual, basis(id, habit.days().lastBefore(day)));
    }

    private static void secrets(Scene scene, String who, String resource, Enrichment facts) {
        var id = HabitId.readsSecretsAt(who, resource);
        boolean watched = isWatched(habit(scene, HabitId.readsSecrets(who)), scene);
        put(scene, facts, FactName.SECRET_FAMILIAR, id, habit(scene, id), watched, false);
    }

    private static void destination(Scene scene, Enrichment facts) {
        var action = scene.action();
        var destination = scene.event().destination();
        if (action == null || action.tool() == null || destination == null || destination.ref() == null) {
            return;
        }
        if (HabitId.isOfServer(action.tool())) {
            var id = HabitId.reaches(action.tool(), destination.ref());
            boolean watched = isWatched(habit(scene, HabitId.calls(action.tool())), scene);
            put(scene, facts, FactName.DESTINATION_FIRST_REACHED, id, habit(scene, id), watched, true);
        }
    }

    private static void definition(Scene scene, Enrichment facts) {
        var action = scene.event().action();
        var digest = scene.event().labels().get("tool_digest");
        if (action == null || action.tool() == null || digest == null) {
            return;
        }
        var tool = action.tool();
        boolean watched = isWatched(habit(scene, HabitId.defined(tool)), scene);
        var id = HabitId.defined(tool, digest);
        put(scene, facts, FactName.TOOL_CHANGED, id, habit(scene, id), watched, true);
        if (watched) {
            boolean isNew = Sighting.parameters(action).stream()
                    .anyMatch(name -> habit(scene, HabitId.takes(tool, name))
                            .days()
                            .lastBefore(day(scene))
                            .isEmpty());
            facts.put(FactName.TOOL_NEW_PARAMETER, isNew);
        }
    }

    /** @param whenNew what the fact is when the habit is new; it is the opposite when the habit was seen before */
    private static void put(
            Scene scene, Enrichment facts, FactName name, String id, Habit habit, boolean watched, boolean whenNew) {
        var before = habit.days().lastBefore(day(scene));
        if (before.isPresent()) {
            facts.put(name, !whenNew, basis(id, before));
        } else if (watched) {
            facts.put(name, whenNew);
        }
    }

    private static boolean isWatched(Habit habit, Scene scene) {
        var first = habit.days().first();
        return first.isPresent() && first.getAsLong() <= day(scene) - WATCHED;
    }

    /** What is known of a credential under the name that the event gives it, and under its own. */
    private static Habit ofCredential(Scene scene, String key, UnaryOperator<String> id) {
        var known = habit(scene, id.apply(key));
        var canonical = scene.book().canonicalCredential(key);
        return canonical.equals(key) ? known : known.and(habit(scene, id.apply(canonical)));
    }

    private static Habit habit(Scene scene, String id) {
        long day = day(scene);
        scene.footprint().habit(id, day);
        return scene.book().habit(id, day);
    }

    private static long day(Scene scene) {
        return Sighting.day(scene.event());
    }

    /** The version that an answer rests on is the last day before. */
    private static @Nullable String basis(String id, OptionalLong day) {
        return day.isEmpty() ? null : "baselines/" + id + "@" + Days.text(day.getAsLong());
    }
}
