package dev.recount.streams.baseline;

import dev.recount.event.Event;
import dev.recount.reference.RegistryEntry;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** A table of habits in memory. Not thread-safe. */
public final class Habits {

    private final Map<String, Kept> rows = new HashMap<>();
    private final HabitTable table;

    public Habits() {
        this(HabitTable.HABITS_MAX);
    }

    /** @param max how many habits are kept */
    Habits(int max) {
        this.table = new HabitTable(new InMemory(rows), max);
    }

    /** Takes in what {@code event} shows, and gives back the entries that it changes. */
    public List<RegistryEntry> accept(Event event) {
        return Sighting.of(event).stream()
                .flatMap(sighting -> table.accept(sighting, this::published).stream())
                .toList();
    }

    /** What changes is given back at once. */
    private Habit published(String id) {
        var row = rows.get(id);
        return row == null ? Habit.NONE : row.habit();
    }

    private record InMemory(Map<String, Kept> rows) implements HabitTable.Rows {
        @Override
        public @Nullable Kept get(String key) {
            return rows.get(key);
        }

        @Override
        public void put(String key, Kept row) {
            rows.put(key, row);
        }

        @Override
        public void delete(String key) {
            rows.remove(key);
        }

        @Override
        public void each(BiConsumer<String, Kept> visitor) {
            rows.forEach(visitor);
        }
    }
}
