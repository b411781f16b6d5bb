package dev.recount.ingest.person;

import dev.recount.event.Event;
import java.io.IOException;

/** What keeps persons out of the log, before a record is written. */
public interface PersonGuard {

    /** Nobody is kept out. */
    PersonGuard NONE = new PersonGuard() {
        @Override
        public Event protect(Event event) {
            return event;
        }

        @Override
        public String protect(String text) {
            return text;
        }

        @Override
        public void settle() {}
    };

    /** The event with everything that names a person under that person's key. */
    Event protect(Event event);

    /** Text that may hold names of persons, such as what is kept of refused input. */
    String protect(String text);

    /**
     * Returns when everybody who was kept out before can be found again after a crash; to be called before what was protected
     * is written.
     *
     * @throws IOException when somebody cannot be
     */
    void settle() throws IOException;
}
