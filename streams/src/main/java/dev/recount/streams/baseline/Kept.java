package dev.recount.streams.baseline;

import dev.recount.reference.BaselineEntry;
import java.util.List;

/**
 * What is kept of a habit to go on from.
 *
 * @param known what has been published, or is about to be
 * @param tallies of recent days that are still being counted
 */
public record Kept(BaselineEntry known, List<Tally> tallies) {

    /** Nothing yet. */
    static final Kept NOTHING = new Kept(new BaselineEntry(List.of(), List.of()), List.of());

    public Kept {
        tallies = List.copyOf(tallies);
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
    }

    /** The habit. */
    public Habit habit() {
        return Habit.of(known);
    }
}
