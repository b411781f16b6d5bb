package dev.recount.query.incident;

import dev.recount.codec.Micros;
import dev.recount.query.credential.CredentialNames;
import dev.recount.query.credential.Names;
import dev.recount.query.event.EventReads;
import dev.recount.query.event.RecordedEvent;
import dev.recount.query.event.TimeRange;
import dev.recount.query.event.TimelineReads;
import dev.recount.streams.index.Dimension;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/** Reads the events that make up a credential's life, under all of its names. */
public final class CredentialHistory {

    private static final int EVENTS_MAX = 20_000;

    private final EventReads events;
    private final TimelineReads timelines;
    private final CredentialNames names;

    public CredentialHistory(EventReads events, TimelineReads timelines, CredentialNames names) {
        this.events = events;
        this.timelines = timelines;
        this.names = names;
    }

    /** The life of {@code key} in {@code range} by all that was recorded at {@code asOf}; at most its latest 20,000 events. */
    public CredentialLife of(String key, TimeRange range, Instant asOf) {
        var all = names.of(key, asOf);
        return CredentialLife.of(
                all, read(Dimension.CREDENTIAL, all, range, asOf), read(Dimension.MINTED_FROM, all, range, asOf));
    }

    private List<RecordedEvent> read(Dimension dimension, Names all, TimeRange range, Instant asOf) {
        long asOfMicros = Micros.of(asOf);
        return events.events(all.all().stream()
                .flatMap(name -> timelines.entries(dimension, name, range, null, true, EVENTS_MAX).stream())
                .distinct()
                .filter(entry -> entry.recordedAtMicros() <= asOfMicros)
                .sorted(Comparator.reverseOrder())
                .limit(EVENTS_MAX)
                .toList());
    }
}
