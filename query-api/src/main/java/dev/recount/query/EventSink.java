package dev.recount.query;

import dev.recount.event.Event;
import java.util.concurrent.CompletableFuture;

/** Puts events on record: what people do through the query side is evidence too. */
@FunctionalInterface
public interface EventSink {

    /**
     * Redacts, completes, checks and appends {@code event}.
     *
     * @return the event's id once the log has it; fails with {@link Refused} when the event is wrong, and with anything
     *     else when the log cannot be reached
     */
    CompletableFuture<String> record(Event event);

    /** The event was not taken, and never will be. */
    final class Refused extends RuntimeException {

        /** @param detail what is wrong with it, fit to be shown */
        public Refused(String detail) {
            super(detail);
        }
    }
}
