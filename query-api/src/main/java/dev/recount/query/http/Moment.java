package dev.recount.query.http;

import dev.recount.query.Horizon;
import dev.recount.query.event.EventReads;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** The moment that an answer is frozen at. */
final class Moment {

    private final Clock clock;
    private final EventReads events;
    private final Horizon horizon;

    Moment(Clock clock, EventReads events, Horizon horizon) {
        this.clock = clock;
        this.events = events;
        this.horizon = horizon;
    }

    Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    /** Now, or later where the recorder's clock is ahead of ours: for lists of what changes, which nothing can freeze. */
    Instant latest() {
        var now = now();
        return events.newestRecordedAt().filter(newest -> newest.isAfter(now)).orElse(now);
    }

    /** The moment of an answer about events: the one asked for, but none that events may still be added to. */
    Instant settled(Optional<Instant> asked) {
        var settled = horizon.settled();
        return asked.filter(time -> time.isBefore(settled)).orElse(settled).truncatedTo(ChronoUnit.MICROS);
    }
}
