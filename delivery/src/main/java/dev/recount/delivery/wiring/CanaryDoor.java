package dev.recount.delivery.wiring;

import dev.recount.event.Event;
import java.io.IOException;
import java.util.List;

/** The door through which canaries go in, as near to everybody else's as there is. */
@FunctionalInterface
public interface CanaryDoor {

    /**
     * Sends events; returns once they are recorded.
     *
     * @throws IOException saying why they were not
     */
    void send(List<Event> events) throws IOException;
}
