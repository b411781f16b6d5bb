package dev.recount.streams.baseline;

import dev.recount.reference.BaselineEntry;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * A row of a table of habits: a habit, or what is being counted of one of its days.
 *
 * @param known what has been published of the habit, or is about to be; nothing in the row of a day
 * @param tallies the one of the day; none in the row of a habit
 */
public record Kept(BaselineEntry known, List<Tally> tallies) {

    private static final BaselineEntry NOTHING = new BaselineEntry(List.of(), List.of());

    public Kept {
        tallies = List.copyOf(tallies);
    }

    static Kept of(Habit habit) {
        return new Kept(habit.entry(), List.of());
    }

    static Kept of(Tally tally) {
        return new Kept(NOTHING, List.of(tally));
    }

    boolean isHabit() {
        return !known.days().isEmpty();
    }

    /** The habit. */
    Habit habit() {
        return Habit.of(known);
    }

    /**
     * The different things of one day.
     *
     * @param day the UTC day
     * @param things each once, as digests
     */
    public record Tally(long day, List<String> things) {
        public Tally {
            things = List.copyOf(things);
        }

        Tally with(String thing) {
            var all = new TreeSet<>(things);
            all.add(HabitId.digest(thing));
            return new Tally(day, List.copyOf(all));
        }

        /** How busy the day was, as a habit of that day. */
        Habit busy() {
            Map<Integer, Days> busy = new HashMap<>();
            Habit.RUNGS.stream()
                    .filter(rung -> things.size() >= rung)
                    .forEach(rung -> busy.put(rung, Days.NONE.with(day)));
            return new Habit(Days.NONE, busy);
        }
    }
}
