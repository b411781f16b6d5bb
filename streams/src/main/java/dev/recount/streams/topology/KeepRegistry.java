package dev.recount.streams.topology;

import static java.util.Objects.requireNonNull;

import dev.recount.event.Event;
import dev.recount.reference.RegistryEntry;
import dev.recount.streams.reference.RegistryFold;
import dev.recount.streams.reference.RegistryKey;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;

/** Folds the events about one registry entry into the entry, and says it again for each of them. */
final class KeepRegistry implements Processor<String, Event, String, RegistryEntry> {

    static final String STORE = "registry-history";

    /** Versions kept of one entry; over it, those recorded first are forgotten first. */
    private static final int VERSIONS_KEPT = 1_000;

    private ProcessorContext<String, RegistryEntry> context;
    private KeyValueStore<String, EntryEvents> store;

    @SuppressWarnings("NullAway.Init") // init comes before everything else.
    KeepRegistry() {}

    @Override
    public void init(ProcessorContext<String, RegistryEntry> context) {
        this.context = context;
        this.store = context.getStateStore(STORE);
    }

    @Override
    public void process(Record<String, Event> record) {
        var key = RegistryKey.of(record.value()).orElseThrow();
        Map<String, Event> known = new HashMap<>();
        var before = store.get(key.toString());
        if (before != null) {
            before.events().forEach(event -> add(known, event));
        }
        add(known, record.value());
        List<Event> events = known.values().stream()
                .sorted(Comparator.comparing(Event::recordedAt)
                        .thenComparing(Event::id)
                        .reversed())
                .limit(VERSIONS_KEPT)
                .toList();
        store.put(key.toString(), new EntryEvents(events));
        context.forward(new Record<>(key.toString(), RegistryFold.entry(key, events), record.timestamp()));
    }

    /** Of several recordings of one event the earliest counts. */
    private static void add(Map<String, Event> known, Event event) {
        known.merge(
                requireNonNull(event.id(), "id"),
                event,
                (a, b) -> requireNonNull(b.recordedAt()).isBefore(requireNonNull(a.recordedAt())) ? b : a);
    }
}
