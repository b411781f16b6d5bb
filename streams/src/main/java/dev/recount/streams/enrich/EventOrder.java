package dev.recount.streams.enrich;

import static java.util.Objects.requireNonNull;

import dev.recount.event.Event;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Objects;

/**
 * What came before what. Within a session the sequence numbers tell; between sensors only clocks do, and those are not
 * trusted closer than {@link #SKEW}.
 */
public final class EventOrder {

    /** Closer than this, the clocks of two sensors do not tell an order. */
    public static final Duration SKEW = Duration.ofSeconds(2);

    /** A total order for showing events: by time, then by place in the session, then by id. */
    public static final Comparator<Event> SHOWN = Comparator.comparing(EventOrder::at)
            .thenComparing(EventOrder::seq)
            .thenComparing(event -> String.valueOf(event.id()));

    private EventOrder() {}

    /** When {@code event} happened. An accepted event always says. */
    public static Instant at(Event event) {
        return requireNonNull(event.occurredAt(), "occurredAt");
    }

    /** Whether {@code first} may have happened before {@code second}, or at the same moment. */
    static boolean mayPrecede(Event first, Event second) {
        if (comparableBySeq(first, second)) {
            return seq(first) <= seq(second);
        }
        var slack = Objects.equals(sensor(first), sensor(second)) ? Duration.ZERO : SKEW;
        return !at(first).isAfter(at(second).plus(slack));
    }

    private static boolean comparableBySeq(Event first, Event second) {
        return first.sessionId() != null
                && first.sessionId().equals(second.sessionId())
                && Objects.equals(sensor(first), sensor(second))
                && seq(first) >= 0
                && seq(second) >= 0;
    }

    private static long seq(Event event) {
        var session = event.session();
        return session == null || session.seq() == null ? -1 : session.seq();
    }

    private static String sensor(Event event) {
        return event.sensor() == null ? "" : String.valueOf(event.sensor().name());
    }
}
