package dev.recount.ingest.source;

import dev.recount.event.Event;
import java.util.List;

/** A source with records of its own shape. Pure. */
public interface RawSource {

    /** The door's name in metrics and on the rejected topic, such as {@code audit/cloudtrail}. */
    String name();

    /** Fields that wrap records in a delivery, such as {@code Records}: arrays of them, or one. */
    default List<String> wrappers() {
        return List.of();
    }

    /**
     * The events of one record: its own first, then what follows from it.
     *
     * @throws dev.recount.codec.UnreadableRecord when it is not a record of this source
     */
    List<Event> events(RedactedRecord record, Arrival arrival);
}
