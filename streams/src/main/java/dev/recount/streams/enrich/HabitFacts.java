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

    /** Reading the evening before may be the same run; what was read the day before that is another. */
    private static final int FAMILIAR_AFTER = 2;

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
        put(scene, facts, FactName.ACTOR_FIRST_USE, HabitId.uses(who, key), uses, isWatched(watched, scene));
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
        var habit = habit(scene, id);
        long earlier = day(scene) - FAMILIAR_AFTER + 1;
        if (habit.days().lastBefore(earlier).isPresent()) {
            facts.put(FactName.SECRET_FAMILIAR, true, basis(id, habit.days().lastBefore(earlier)));
        } else if (isWatched(habit(scene, HabitId.readsSecrets(who)), scene) && isAllKept(scene)) {
            facts.put(FactName.SECRET_FAMILIAR, false);
        }
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
            put(scene, facts, FactName.DESTINATION_FIRST_REACHED, id, habit(scene, id), watched);
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
        put(scene, facts, FactName.TOOL_CHANGED, id, habit(scene, id), watched);
        if (watched && isAllKept(scene)) {
            boolean isNew = Sighting.parameters(action).stream()
                    .anyMatch(name -> habit(scene, HabitId.takes(tool, name))
                            .days()
                            .lastBefore(day(scene))
                            .isEmpty());
            facts.put(FactName.TOOL_NEW_PARAMETER, isNew);
        }
    }

    /** Puts that the habit is new, or that it was seen before. */
    private static void put(Scene scene, Enrichment facts, FactName name, String id, Habit habit, boolean watched) {
        var before = habit.days().lastBefore(day(scene));
        if (before.isPresent()) {
            facts.put(name, false, basis(id, before));
        } else if (watched && isAllKept(scene)) {
            facts.put(name, true);
        }
    }

    /** Whether a habit that is not known was never seen; when some are not kept, it may only not have been kept. */
    private static boolean isAllKept(Scene scene) {
        return habit(scene, HabitId.NOT_KEPT).days().lastBefore(day(scene)).isEmpty();
    }

    private static boolean isWatched(Habit habit, Scene scene) {
        return habit.days().hasBefore(WATCHED, day(scene));
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
