package dev.recount.streams.incident;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * When an incident that grows is stated again: a small one with every alert, a large one when it has grown by a tenth, and otherwise when
 * somebody asks what is owed. An incident names all of its alerts, so that to state it with each of ten thousand would be a hundred million names.
 */
final class Growth {

    private static final int SMALL = 32;

    private final boolean onDemand;
    private final Map<String, Integer> stated = new HashMap<>();
    private final Set<String> owed = new LinkedHashSet<>();

    /** @param onDemand whether none is stated again before somebody asks */
    Growth(boolean onDemand) {
        this.onDemand = onDemand;
    }

    boolean isDue(String incident, int size) {
        if (onDemand) {
            return false;
        }
        int before = stated.getOrDefault(incident, 0);
        return size <= SMALL || size >= before + before / 10;
    }

    void stated(String incident, int size) {
        stated.put(incident, size);
        owed.remove(incident);
    }

    /** The incident is no more. */
    void forget(String incident) {
        stated.remove(incident);
        owed.remove(incident);
    }

    void owe(String incident) {
        owed.add(incident);
    }

    boolean owes(String incident) {
        return owed.contains(incident);
    }

    /** Incidents that are to be stated, in the order in which they began to be owed. */
    List<String> owed() {
        return List.copyOf(owed);
    }
}
