package dev.recount.streams.family;

import static java.util.Objects.requireNonNull;

import dev.recount.event.Event;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

/** The sessions next to one: its parent and those that it started, each with the event that told of it. */
public final class Kin {

    /** More than any honest session starts. */
    static final int KEPT = 256;

    private final Map<Tie, Event> ties = new LinkedHashMap<>();

    /** Learns of a tie; false when it is known already, or there are too many. */
    public boolean add(Tie tie, Event event) {
        if (!lacks(tie)) {
            return false;
        }
        ties.put(tie, event);
        return true;
    }

    /** Whether {@link #add} would learn of {@code tie}. */
    public boolean lacks(Tie tie) {
        return ties.size() < KEPT && !ties.containsKey(tie);
    }

    public boolean isEmpty() {
        return ties.isEmpty();
    }

    Stream<Tie> all() {
        return ties.keySet().stream();
    }

    /** The event that told of {@code tie}. */
    Event teller(Tie tie) {
        return requireNonNull(ties.get(tie));
    }
}
