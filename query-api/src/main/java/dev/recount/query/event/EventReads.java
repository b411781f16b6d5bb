package dev.recount.query.event;

import dev.recount.streams.index.IndexEntry;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads of events themselves. */
public interface EventReads {

    /** The event of that id; the one recorded first, should two partitions hold one. */
    Optional<RecordedEvent> event(String id);

    /** The events of {@code entries}, in that order. */
    List<RecordedEvent> events(List<IndexEntry> entries);

    /** The events of {@code entries} with their text, in that order. */
    List<ShownEvent> shown(List<IndexEntry> entries);

    /** The canonical bytes of the events of {@code entries}, in that order. */
    List<byte[]> canonical(List<IndexEntry> entries);

    /** When each of {@code ids} was first recorded, microseconds since 1970; unknown ones are left out. */
    Map<String, Long> firstRecorded(Collection<String> ids);

    /** When the event recorded last was recorded, by the recorder's clock; empty when there is none. */
    Optional<Instant> newestRecordedAt();
}
