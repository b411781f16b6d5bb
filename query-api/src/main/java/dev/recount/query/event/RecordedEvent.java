package dev.recount.query.event;

import dev.recount.event.Event;
import dev.recount.streams.index.IndexEntry;
import java.time.Instant;
import java.util.Objects;

/**
 * An event and where it stands in the log.
 *
 * @param event with its id and times
 * @param entry its place in the indexes, which is worked out once
 */
public record RecordedEvent(Event event, IndexEntry entry) {

    /**
     * An event where it stands.
     *
     * @param partition partition of {@code recount.events}
     * @param offset offset in that partition
     */
    public RecordedEvent(Event event, int partition, long offset) {
        this(event, IndexEntry.of(event, partition, offset));
    }

    /** Partition of {@code recount.events}. */
    public int partition() {
        return entry.partition();
    }

    /** Offset in that partition. */
    public long offset() {
        return entry.offset();
    }

    /** The event's id. */
    public String id() {
        return Objects.requireNonNull(event.id(), "id");
    }

    /** When it happened. */
    public Instant occurredAt() {
        return Objects.requireNonNull(event.occurredAt(), "occurred_at");
    }

    /** When it was recorded. */
    public Instant recordedAt() {
        return Objects.requireNonNull(event.recordedAt(), "recorded_at");
    }
}
