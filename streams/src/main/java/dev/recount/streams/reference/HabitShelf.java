package dev.recount.streams.reference;

import dev.recount.streams.baseline.Habit;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Habits by id. Most changes are of today and change nothing that anybody was told, because what is usual is what was seen on days
 * before; those are no {@link Change}. One writer at a time; readers need no lock.
 */
final class HabitShelf {

    private final Map<String, Habit> habits = new ConcurrentHashMap<>();
    /** The latest day as of which anything was asked; set before it is looked up, read after it is changed. */
    private final AtomicLong asked = new AtomicLong(Long.MIN_VALUE);

    /** Puts {@code habit} in its place; gives back the change, when somebody may have been told otherwise. */
    Optional<Change> put(String id, Habit habit) {
        var before = habit.equals(Habit.NONE) ? habits.remove(id) : habits.put(id, habit);
        var day = habit.firstDifference(before == null ? Habit.NONE : before);
        return day.isPresent() && day.getAsLong() < asked.get()
                ? Optional.of(Change.ofHabit(id, day.getAsLong()))
                : Optional.empty();
    }

    Habit get(String id) {
        return habits.getOrDefault(id, Habit.NONE);
    }

    Habit get(String id, long day) {
        asked.accumulateAndGet(day, Math::max);
        return get(id);
    }
}
