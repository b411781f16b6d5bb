package dev.recount.streams.index;

import dev.recount.codec.RecordAvro;
import dev.recount.event.Event;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Folds {@code recount.events}: the first record of an id is the event, a later one changes nothing. */
final class EventFold implements Fold {

    private static final byte[] NOTHING = {};

    private final RecordAvro<Event> codec;
    private final IndexCounters counters;

    EventFold(RecordAvro<Event> codec, IndexCounters counters) {
        this.codec = codec;
        this.counters = counters;
    }

    @Override
    public void apply(TopicRecord record, IndexBatch index) {
        byte[] value = record.value();
        if (value == null) {
            return;
        }
        var written = codec.decode(value);
        var event = completed(written, record);
        var idKey = EventKeys.byId(Objects.requireNonNull(event.id()), record.partition());
        byte[] known = index.get(idKey);
        // At this very record it is a fold that was cut short, and begins again.
        if (known != null && EventKeys.offset(known) < record.offset()) {
            countIfDifferent(event, index.get(EventKeys.body(record.partition(), EventKeys.offset(known))));
            return;
        }
        index.put(
                EventKeys.body(record.partition(), record.offset()),
                written.equals(event) ? value : codec.encode(event));
        var entry = IndexEntry.of(event, record.partition(), record.offset());
        index.put(idKey, EventKeys.idValue(entry));
        var sighting = Sighting.of(event, entry);
        byte[] brief = EventKeys.value(sighting);
        byte[] full = SightingBytes.of(sighting);
        EventDimensions.of(event, (dimension, id) -> {
            index.put(EventKeys.entry(dimension, id, entry), dimension.isSighted() ? full : brief);
            if (dimension.isRare()) {
                index.put(EventKeys.present(dimension, id), NOTHING);
            }
        });
        NameFold.apply(event, entry, index);
        SessionFold.apply(event, entry, index);
    }

    private void countIfDifferent(Event event, byte @Nullable [] known) {
        if (known != null && !content(codec.decode(known)).equals(content(event))) {
            counters.conflictingIds().increment();
        }
    }

    /** An event without the times at which it came to us, which a repetition changes. */
    private static Event content(Event event) {
        return event.toBuilder().observedAt(null).recordedAt(null).build();
    }

    /** Producers outside Recount may leave out what ingest fills in; where the record stands then says it. */
    static Event completed(Event event, TopicRecord record) {
        if (event.id() != null && event.occurredAt() != null && event.recordedAt() != null) {
            return event;
        }
        var recorded = event.recordedAt() != null ? event.recordedAt() : Instant.ofEpochMilli(record.timestampMs());
        return event.toBuilder()
                .id(event.id() != null ? event.id() : "recount.events-" + record.partition() + "-" + record.offset())
                .occurredAt(event.occurredAt() != null ? event.occurredAt() : recorded)
                .recordedAt(recorded)
                .build();
    }
}
