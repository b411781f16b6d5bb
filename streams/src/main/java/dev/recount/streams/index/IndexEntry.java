package dev.recount.streams.index;

import dev.recount.codec.Micros;
import dev.recount.event.Event;
import java.util.Objects;

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

    /** The entry of an event that has its times, where it stands in the log. */
    public static IndexEntry of(Event event, int partition, long offset) {
        var session = event.session();
        Long seq = session == null ? null : session.seq();
        return new IndexEntry(
                partition,
                offset,
                Micros.of(Objects.requireNonNull(event.occurredAt(), "occurred_at")),
                seq == null ? NO_SEQ : seq,
                Micros.of(Objects.requireNonNull(event.recordedAt(), "recorded_at")),
                seq == null ? 0 : EventKeys.hash(event.sessionId()));
    }

    @Override
    public int compareTo(IndexEntry other) {
        int order = Long.compare(occurredAtMicros, other.occurredAtMicros);
        order = order != 0 ? order : Long.compare(seq, other.seq);
        order = order != 0 ? order : Integer.compare(partition, other.partition);
        return order != 0 ? order : Long.compare(offset, other.offset);
    }

    /** Whether the session's own running number says where the event stands. */
    public boolean hasSeq() {
        return seq != NO_SEQ && session != 0;
    }
}
