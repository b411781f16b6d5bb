package dev.recount.streams.baseline;

import dev.recount.reference.RegistryEntry;
import dev.recount.streams.baseline.Kept.Tally;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Takes sightings into habits, up to a number of them. A habit is a union of days, and a busy day one on which a set of things grew large
 * enough, so the same sightings in any order, any number of times, give the same habits as long as the table is not full. On which days
 * it could not keep something it says under {@link HabitId#NOT_KEPT}: who asks later is told what is kept, and never that there was
 * nothing. Not thread-safe.
 */
public final class HabitTable {

    /** Over it, further habits are not kept: what they would tell stays unknown. */
    public static final int HABITS_MAX = 200_000;

    private static final int COUNTED_TO = Habit.RUNGS.get(Habit.RUNGS.size() - 1);

    /** Where the rows are. */
    public interface Rows {
        /** The row {@code key}. */
        @Nullable
        Kept get(String key);

        /** Puts {@code row} in the place of the one before. */
        void put(String key, Kept row);

        /** Takes the row {@code key} out, if there is one. */
        void delete(String key);

        /** Shows every row. */
        void each(BiConsumer<String, Kept> visitor);
    }

    private final Rows rows;
    private final int max;
    private int count;
    private long latestDay = Long.MIN_VALUE;

    /** @param max how many habits are kept */
    public HabitTable(Rows rows, int max) {
        this.rows = rows;
        this.max = max;
        eachHabit((id, habit) -> {
            count++;
            latestDay = Math.max(latestDay, habit.days().last().orElse(Long.MIN_VALUE));
        });
    }

    /** Whether there is room for the habit {@code id}. */
    public boolean hasRoomFor(String id) {
        return count < max || rows.get(id) != null;
    }

    /**
     * Takes {@code sighting} in.
     *
     * @param published the habit of an id as it was last published
     * @return what is to be published, if anything changed
     */
    public Optional<RegistryEntry> accept(Sighting sighting, Function<String, Habit> published) {
        var id = sighting.habit();
        latestDay = Math.max(latestDay, sighting.day());
        if (!hasRoomFor(id)) {
            return learn(HabitId.NOT_KEPT, Habit.on(sighting.day()), published.apply(HabitId.NOT_KEPT));
        }
        count += rows.get(id) == null ? 1 : 0;
        var known = published.apply(id);
        return learn(id, Habit.on(sighting.day()).and(counted(sighting, known)), known);
    }

    private Optional<RegistryEntry> learn(String id, Habit more, Habit published) {
        var row = rows.get(id);
        var before = row == null ? Habit.NONE : row.habit();
        var after = before.and(published).and(more);
        if (!after.equals(before)) {
            rows.put(id, Kept.of(after));
        }
        return after.equals(published) ? Optional.empty() : Optional.of(after.registered(id));
    }

    /** Every day is counted on its own, for as long as its habit is kept, until nobody counts any further. */
    private Habit counted(Sighting sighting, Habit published) {
        if (sighting.thing() == null || published.knows(sighting.day(), true)) {
            return Habit.NONE;
        }
        var key = key(sighting.habit(), sighting.day());
        var row = rows.get(key);
        var before = row == null
                ? new Tally(sighting.day(), List.of())
                : row.tallies().get(0);
        var after = before.with(sighting.thing());
        if (after.things().size() >= COUNTED_TO) {
            rows.delete(key);
        } else if (!after.equals(before)) {
            rows.put(key, Kept.of(after));
        }
        return after.busy();
    }

    /**
     * Makes room in a full table: takes out the habits that no event of these days can ask about, because all of their days are too long
     * ago. What happened then, and is told only now, is told that something is not kept.
     *
     * @return what is to be published, by the id of the habit; absent when the habit is to be taken back
     */
    public Map<String, Optional<RegistryEntry>> tidy(Function<String, Habit> published) {
        Map<String, Habit> over = new HashMap<>();
        if (count >= max) {
            eachHabit((id, habit) -> {
                if (habit.isOver(latestDay)) {
                    over.put(id, habit);
                }
            });
        }
        Map<String, Optional<RegistryEntry>> changes = new HashMap<>();
        over.forEach((id, habit) -> {
            take(id, habit);
            changes.put(id, Optional.empty());
        });
        over.values().stream()
                .reduce(Habit::and)
                .flatMap(gone ->
                        learn(HabitId.NOT_KEPT, new Habit(gone.days(), Map.of()), published.apply(HabitId.NOT_KEPT)))
                .ifPresent(entry -> changes.put(entry.id(), Optional.of(entry)));
        return changes;
    }

    private void take(String id, Habit habit) {
        rows.delete(id);
        habit.days().stream().forEach(day -> rows.delete(key(id, day)));
        count--;
    }

    private void eachHabit(BiConsumer<String, Habit> visitor) {
        rows.each((key, row) -> {
            if (row.isHabit() && !key.equals(HabitId.NOT_KEPT)) {
                visitor.accept(key, row.habit());
            }
        });
    }

    private static String key(String habit, long day) {
        return habit + '\0' + day;
    }
}
