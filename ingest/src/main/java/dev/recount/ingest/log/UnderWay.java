package dev.recount.ingest.log;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.TreeMap;

/**
 * Gives events the time at which they are recorded, and knows which of these times may still be of an event that the log has
 * not acknowledged. What is read up to an earlier time is never added to. Thread-safe.
 */
public final class UnderWay {

    private final Clock clock;
    private final TreeMap<Instant, Integer> open = new TreeMap<>();
    private Instant settled = Instant.EPOCH;

    /** @param clock of the recorder; where it goes back, times of recording do not */
    public UnderWay(Clock clock) {
        this.clock = clock;
    }

    /** A time of recording, in whole microseconds, for events that are under way until it is closed. */
    public final class Stamp implements AutoCloseable {
        private final Instant at;

        private Stamp(Instant at) {
            this.at = at;
        }

        /** When the events are recorded. */
        public Instant at() {
            return at;
        }

        /** The log has answered for all of them, or never got them. */
        @Override
        public void close() {
            synchronized (UnderWay.this) {
                open.computeIfPresent(at, (time, count) -> count == 1 ? null : count - 1);
            }
        }
    }

    /** The stamp of events that are about to be recorded; to be closed once the log has answered. */
    public synchronized Stamp begin() {
        var at = later(now(), settled.plus(1, ChronoUnit.MICROS));
        open.merge(at, 1, Integer::sum);
        return new Stamp(at);
    }

    /** The latest time up to which the log has answered for every event that is recorded here, now or ever. */
    public synchronized Instant settled() {
        var from = open.isEmpty() ? now() : open.firstKey();
        settled = later(settled, from.minus(1, ChronoUnit.MICROS));
        return settled;
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    private static Instant later(Instant a, Instant b) {
        return a.isAfter(b) ? a : b;
    }
}
