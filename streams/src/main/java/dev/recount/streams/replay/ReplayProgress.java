package dev.recount.streams.replay;

import java.util.concurrent.atomic.LongAdder;

/** How far a replay is. Thread-safe. */
public final class ReplayProgress {

    private final LongAdder events = new LongAdder();
    private volatile long total;

    /** Says how many events there are. */
    public void begin(long events) {
        total = events;
    }

    /** Says that events were run through; a negative number takes back what has to be run through again. */
    public void add(long events) {
        this.events.add(events);
    }

    /** Events run through so far. */
    public long events() {
        return events.sum();
    }

    /** Events there are; 0 until known. */
    public long total() {
        return total;
    }
}
