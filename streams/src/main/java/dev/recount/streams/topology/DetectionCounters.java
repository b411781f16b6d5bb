package dev.recount.streams.topology;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.LongAdder;

/** What {@code recount-detect} has done since it was started. Thread-safe. */
public final class DetectionCounters {

    final LongAdder events = new LongAdder();
    final LongAdder matches = new LongAdder();
    final LongAdder told = new LongAdder();
    final LongAdder reviews = new LongAdder();
    final LongAdder alertRevisions = new LongAdder();
    final LongAdder forgottenEvents = new LongAdder();
    final LongAdder forgottenMatches = new LongAdder();
    final LongAdder unkeptHabits = new LongAdder();
    final LongAdder failures = new LongAdder();

    /** By name; each only grows. */
    public Map<String, Long> snapshot() {
        return new TreeMap<>(Map.of(
                "events", events.sum(),
                "matches", matches.sum(),
                "told", told.sum(),
                "reviews", reviews.sum(),
                "alert_revisions", alertRevisions.sum(),
                "forgotten_events", forgottenEvents.sum(),
                "forgotten_matches", forgottenMatches.sum(),
                "unkept_habits", unkeptHabits.sum(),
                "failures", failures.sum()));
    }
}
