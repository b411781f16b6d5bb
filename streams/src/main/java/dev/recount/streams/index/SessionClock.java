package dev.recount.streams.index;

/**
 * How far the clocks of one session contradict its own running number. Timelines follow the number, and this bound says how
 * far from its own time an event can then stand, so that a page need not be looked for in the whole session.
 *
 * @param highestSeq the highest running number seen
 * @param earliestMicros the earliest event time seen
 * @param latestMicros the latest event time seen
 * @param disagreementMicros no event is earlier, by more than this, than one that the session counted before it; 0 where the
 *     clocks agree with the count. Never too small; it can be too large when events came out of order
 */
public record SessionClock(long highestSeq, long earliestMicros, long latestMicros, long disagreementMicros) {

    static SessionClock of(long seq, long micros) {
        return new SessionClock(seq, micros, micros, 0);
    }

    /** Whether an event comes behind all others of the session, by its number and, at the same number, its time. */
    boolean isBehindAll(long seq, long micros) {
        return seq > highestSeq || (seq == highestSeq && micros >= latestMicros);
    }

    /** With an event that {@link #isBehindAll comes behind all others}. */
    SessionClock appended(long seq, long micros) {
        return with(seq, micros, Math.max(disagreementMicros, difference(latestMicros, micros)));
    }

    /**
     * With an event between others, by number. What stands before the event's predecessor is later than that by no more than
     * the bound; what stands behind its successor is earlier by no more.
     *
     * @param before event time of the predecessor; the event's own where there is none
     * @param after event time of the successor; the event's own where there is none
     */
    SessionClock inserted(long seq, long micros, long before, long after) {
        long worst = Math.max(0, Math.max(difference(before, micros), difference(micros, after)));
        return with(seq, micros, plus(disagreementMicros, worst));
    }

    /** What holds of the events of both. */
    SessionClock worse(SessionClock other) {
        return new SessionClock(
                Math.max(highestSeq, other.highestSeq),
                Math.min(earliestMicros, other.earliestMicros),
                Math.max(latestMicros, other.latestMicros),
                Math.max(disagreementMicros, other.disagreementMicros));
    }

    private SessionClock with(long seq, long micros, long disagreement) {
        return new SessionClock(
                Math.max(highestSeq, seq),
                Math.min(earliestMicros, micros),
                Math.max(latestMicros, micros),
                disagreement);
    }

    private static long difference(long a, long b) {
        long difference = a - b;
        boolean overflown = ((a ^ b) & (a ^ difference)) < 0;
        return overflown ? (a > b ? Long.MAX_VALUE : Long.MIN_VALUE) : difference;
    }

    private static long plus(long a, long notNegative) {
        return a > Long.MAX_VALUE - notNegative ? Long.MAX_VALUE : a + notNegative;
    }
}
