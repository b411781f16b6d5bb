package dev.recount.query;

import dev.recount.alert.Alert;
import dev.recount.alert.Incident;
import dev.recount.event.Event;
import dev.recount.event.EventFacts;
import dev.recount.reference.RegistryEntry;
import java.util.List;

/** Views that a test can put things into. */
public interface ViewsFixture extends AutoCloseable {

    void add(int partition, Event event);

    void add(EventFacts facts);

    void add(Alert alert);

    void add(Incident incident);

    void add(RegistryEntry entry);

    Views views();

    @Override
    void close();

    default void addAll(List<Event> events) {
        events.forEach(event -> add(0, event));
    }
}
