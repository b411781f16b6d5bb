package dev.recount.delivery.desk;

import dev.recount.event.Event;
import java.io.IOException;

/** Where what responders did elsewhere goes, to become an event like every other. */
@FunctionalInterface
public interface Responses {

    /**
     * Records {@code response}; returns once the log has it.
     *
     * @throws IOException when it does not take it now
     */
    void record(Event response) throws IOException;
}
