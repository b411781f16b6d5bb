package dev.recount.query.incident;

import dev.recount.codec.Micros;
import dev.recount.query.credential.CredentialNames;
import dev.recount.query.credential.Names;
import dev.recount.query.event.EventReads;
import dev.recount.query.event.TimeRange;
import dev.recount.query.event.TimelineReads;
import dev.recount.streams.index.Dimension;
import dev.recount.streams.index.IndexEntry;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/** Reads the events that make up a credential's life, under all of its names. */
public final class CredentialHistory {

    private static final int EVENTS_MAX = 20_000;
    private static final int WALK_MAX = 200_000;

    private final EventReads events;
    private final TimelineReads timelines;
    private final CredentialNames names;

    public CredentialHistory(EventReads events, TimelineReads timelines, CredentialNames names) {
        this.events = events;
        this.timelines = timelines;
        this.names = names;
    }

    /** All that the credential {@code key} is called, by what was recorded at {@code asOf}. */
    public Names names(String key, Instant asOf) {
        return names.of(key, asOf);
    }

    /**
     * The life of {@code key} in {@code range} by all that was recorded at {@code asOf}. Some 200,000 events are counted, and
     * 20,000 of them read; whether there are more it says itself.
     */
    public CredentialLife of(String key, TimeRange range, Instant asOf) {
        return of(key, range, asOf, EVENTS_MAX);
    }

    /** @param eventsMax how many events of it are read, those that tell most and then the latest */
    CredentialLife of(String key, TimeRange range, Instant asOf, int eventsMax) {
        var all = names.of(key, asOf);
        var walk = new LifeWalk(timelines, Micros.of(asOf), eventsMax, WALK_MAX);
        walk.through(all, range);
        var own = events.events(walk.picked());
        var children = children(all, range, asOf);
        var read = events.events(children.subList(0, Math.min(eventsMax, children.size())));
        return CredentialLife.of(all, own, read, walk.tally(children.size(), eventsMax));
    }

    private List<IndexEntry> children(Names all, TimeRange range, Instant asOf) {
        long asOfMicros = Micros.of(asOf);
        return all.all().stream()
                .flatMap(name -> timelines.entries(Dimension.MINTED_FROM, name, range, null, true, WALK_MAX).stream())
                .filter(entry -> entry.recordedAtMicros() <= asOfMicros)
                .distinct()
                .sorted(Comparator.reverseOrder())
                .toList();
    }
}
