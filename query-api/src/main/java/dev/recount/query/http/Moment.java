package dev.recount.query.http;

import dev.recount.query.event.EventReads;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** The moment that a list is frozen at: now, or later where the recorder's clock is ahead of ours. */
final class Moment {

    private final Clock clock;
    private final EventReads events;

    Moment(Clock clock, EventReads events) {
        this.clock = clock;
        this.events = events;
    }

    Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    Instant asOf() {
        var now = now();
        return events.newestRecordedAt().filter(newest -> newest.isAfter(now)).orElse(now);
    }
}
