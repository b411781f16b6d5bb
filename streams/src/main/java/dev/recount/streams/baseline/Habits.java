package dev.recount.streams.baseline;

import dev.recount.event.Event;
import dev.recount.reference.RegistryEntry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** All habits, in memory. Not thread-safe. */
public final class Habits {

    private final Map<String, Kept> byId = new HashMap<>();

    /** Takes in what {@code event} shows, and gives back the entries that it changes. */
    public List<RegistryEntry> accept(Event event) {
        List<RegistryEntry> changed = new ArrayList<>();
        for (Sighting sighting : Sighting.of(event)) {
            var before = byId.get(sighting.habit());
            var after = HabitFold.accept(before, Habit.NONE, sighting);
            byId.put(sighting.habit(), after);
            if (before == null || !before.known().equals(after.known())) {
                changed.add(after.habit().registered(sighting.habit()));
            }
        }
        return changed;
    }
}
