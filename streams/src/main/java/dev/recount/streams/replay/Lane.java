package dev.recount.streams.replay;

import static java.util.Objects.requireNonNull;

import dev.recount.event.Event;
import dev.recount.streams.detect.RoutedMatch;
import dev.recount.streams.detect.SessionFold;
import dev.recount.streams.enrich.SessionMemory;
import dev.recount.streams.reference.Footprint;
import dev.recount.topic.Topics;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Runs through the events of whole sessions, in the order in which they were recorded. A session is in one lane only; lanes know
 * nothing of each other, so each may have a thread of its own. Not thread-safe.
 */
public final class Lane {

    private static final int SESSIONS_KEPT = 20_000;
    private static final int EVENTS_A_FOOTPRINT = 10_000;

    private final SessionFold fold;
    private final int rememberedMax;
    private final Map<String, SessionMemory> sessions = new LinkedHashMap<>(16, 0.75f, true);
    private final GatheredMatches matches = new GatheredMatches();
    private Footprint footprint = new Footprint();
    private long events;
    private int remembered;

    Lane(SessionFold fold, int rememberedMax) {
        this.fold = fold;
        this.rememberedMax = rememberedMax;
    }

    /** Takes in a recorded event: it has an id and its times. */
    public void accept(Event event) {
        if (events++ % EVENTS_A_FOOTPRINT == 0) {
            // Nobody is asked again: reference data does not change during a replay.
            footprint = new Footprint();
        }
        var owner = Topics.key(event);
        var memory = sessions.computeIfAbsent(owner, ignored -> new SessionMemory());
        int before = memory.all().size();
        for (RoutedMatch routed : fold.accept(memory, footprint, event).matches()) {
            matches.add(routed);
        }
        remembered += memory.all().size() - before;
        if (memory.isEmpty()) {
            sessions.remove(owner);
        } else if (sessions.size() > SESSIONS_KEPT) {
            forgetEldest(requireNonNull(event.recordedAt(), "recordedAt"));
        }
    }

    /** A session whose events have all outlived what it may remember is as good as new. */
    private void forgetEldest(Instant now) {
        Iterator<SessionMemory> eldest = sessions.values().iterator();
        var memory = eldest.next();
        if (memory.newest().plus(SessionMemory.KEPT_FOR).isBefore(now)) {
            remembered -= memory.all().size();
            eldest.remove();
        }
    }

    /** Whether it remembers more than it may: then the same events must be run through in more lanes than one. */
    public boolean isFull() {
        return remembered > rememberedMax || matches.count() > rememberedMax;
    }

    /** How many events it took in. */
    public long events() {
        return events;
    }

    GatheredMatches matches() {
        return matches;
    }
}
