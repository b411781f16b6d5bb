package dev.recount.streams.index;

import java.util.Comparator;

/**
 * One event as an index knows it, without its body. Entries compare as timelines are read: event time, then session
 * sequence, then the order of recording.
 *
 * @param partition partition of {@code recount.events}
 * @param offset offset in that partition
 * @param occurredAtMicros event time, microseconds since 1970
 * @param seq the session's running number, or {@link #NO_SEQ}
 * @param recordedAtMicros when it was recorded, microseconds since 1970
 * @param session a hash of the session's id, or 0 for an event that has none or no {@code seq} in it
 */
public record IndexEntry(
        int partition, long offset, long occurredAtMicros, long seq, long recordedAtMicros, long session)
        implements Comparable<IndexEntry> {

    /** Stands for a missing sequence number; sorts after every real one. */
    public static final long NO_SEQ = Long.MAX_VALUE;

    private static final Comparator<IndexEntry> ORDER = Comparator.comparingLong(IndexEntry::occurredAtMicros)
            .thenComparingLong(IndexEntry::seq)
            .thenComparingInt(IndexEntry::partition)
            .thenComparingLong(IndexEntry::offset);

    @Override
    public int compareTo(IndexEntry other) {
        return ORDER.compare(this, other);
    }

    /** Whether the session's own running number says where the event stands. */
    public boolean hasSeq() {
        return seq != NO_SEQ && session != 0;
    }
}
