package dev.recount.streams.baseline;

import dev.recount.streams.baseline.Kept.Tally;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Takes sightings into habits. A habit is a union of days, and a busy day one on which a set of things grew large enough, so the
 * same sightings in any order, any number of times, give the same habit, as long as none is a week later than another.
 */
public final class HabitFold {

    /** How long a day is counted: what arrives later only shows that the day was one. */
    private static final int COUNTED_FOR = 8;

    private static final int COUNTED_TO = Habit.RUNGS.get(Habit.RUNGS.size() - 1);

    private HabitFold() {}

    /**
     * What is kept after {@code sighting}.
     *
     * @param before what was kept; absent before the first
     * @param published what is known elsewhere, from before what was kept was lost
     */
    public static Kept accept(@Nullable Kept before, Habit published, Sighting sighting) {
        var kept = before == null ? Kept.NOTHING : before;
        var days = new Habit(Days.NONE.with(sighting.day()), Map.of());
        var habit = kept.habit().and(published).and(days);
        if (sighting.thing() == null) {
            return new Kept(habit.entry(), kept.tallies());
        }
        long oldest = habit.days().last().orElse(sighting.day()) - COUNTED_FOR;
        List<Tally> tallies = tallies(kept, sighting, sighting.thing(), oldest);
        for (Tally tally : tallies) {
            habit = habit.and(busy(tally));
        }
        return new Kept(habit.entry(), tallies);
    }

    private static List<Tally> tallies(Kept kept, Sighting sighting, String thing, long oldest) {
        List<Tally> tallies = new ArrayList<>();
        Tally own = new Tally(sighting.day(), List.of());
        for (Tally tally : kept.tallies()) {
            if (tally.day() == own.day()) {
                own = tally;
            } else if (tally.day() >= oldest) {
                tallies.add(tally);
            }
        }
        if (own.day() >= oldest) {
            tallies.add(own.things().size() >= COUNTED_TO ? own : with(own, thing));
        }
        return tallies;
    }

    private static Tally with(Tally tally, String thing) {
        var things = new TreeSet<>(tally.things());
        things.add(HabitId.digest(thing));
        return new Tally(tally.day(), List.copyOf(things));
    }

    private static Habit busy(Tally tally) {
        Map<Integer, Days> busy = new HashMap<>();
        Habit.RUNGS.stream()
                .filter(rung -> tally.things().size() >= rung)
                .forEach(rung -> busy.put(rung, Days.NONE.with(tally.day())));
        return new Habit(Days.NONE, busy);
    }
}
