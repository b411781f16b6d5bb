package dev.recount.evidence.report;

import dev.recount.event.Event;
import dev.recount.event.EventType;
import dev.recount.event.Phase;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The sessions of a range, and which of them have a start and an end on record. */
final class Uses {

    private final Map<String, Set<Phase>> told = new TreeMap<>();

    void add(String session, Event event) {
        var phases = told.computeIfAbsent(session, id -> EnumSet.noneOf(Phase.class));
        if (event.type() == EventType.SESSION && event.phase() != null) {
            phases.add(event.phase());
        }
    }

    int count() {
        return told.size();
    }

    /** Sessions whose start or end is not there. */
    Exceptions open() {
        var open = new Exceptions();
        told.forEach((session, phases) -> {
            if (!phases.contains(Phase.STARTED)) {
                open.add("session " + session + ": no start");
            }
            if (!phases.contains(Phase.ENDED)) {
                open.add("session " + session + ": no end");
            }
        });
        return open;
    }
}
