package dev.recount.query.incident;

import dev.recount.codec.Micros;
import dev.recount.query.event.EventReads;
import dev.recount.query.event.RecordedEvent;
import dev.recount.query.event.TimeRange;
import dev.recount.query.event.TimelineReads;
import dev.recount.streams.index.Dimension;
import java.time.Instant;
import java.util.List;

/** Reads the events that make up a credential's life. */
public final class CredentialHistory {

    private static final int EVENTS_MAX = 20_000;

    private final EventReads events;
    private final TimelineReads timelines;

    public CredentialHistory(EventReads events, TimelineReads timelines) {
        this.events = events;
        this.timelines = timelines;
    }

    /** The life of {@code key} in {@code range} by all that was recorded at {@code asOf}; at most its latest 20,000 events. */
    public CredentialLife of(String key, TimeRange range, Instant asOf) {
        return CredentialLife.of(
                key, read(Dimension.CREDENTIAL, key, range, asOf), read(Dimension.MINTED_FROM, key, range, asOf));
    }

    private List<RecordedEvent> read(Dimension dimension, String key, TimeRange range, Instant asOf) {
        long asOfMicros = Micros.of(asOf);
        return events.events(timelines.entries(dimension, key, range, null, true, EVENTS_MAX).stream()
                .filter(entry -> entry.recordedAtMicros() <= asOfMicros)
                .toList());
    }
}
