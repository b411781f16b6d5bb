package dev.recount.streams.topology;

import dev.recount.reference.RegistryEntry;
import dev.recount.streams.reference.ReferenceBook;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Keeps the book up to date with {@code recount.registry}. What was restored into the store before processing began does not
 * pass through {@link #process} in every version of Kafka Streams, so the book is filled from the store first.
 */
final class KeepBook implements Processor<String, RegistryEntry, Void, Void> {

    static final String STORE = "registry";

    private final ReferenceBook book;
    private KeyValueStore<String, RegistryEntry> store;

    @SuppressWarnings("NullAway.Init") // init comes before everything else.
    KeepBook(ReferenceBook book) {
        this.book = book;
    }

    @Override
    public void init(ProcessorContext<Void, Void> context) {
        store = context.getStateStore(STORE);
        try (var entries = store.all()) {
            entries.forEachRemaining(entry -> book.apply(entry.value));
        }
    }

    @Override
    public void process(Record<String, RegistryEntry> record) {
        if (record.key() == null) {
            return;
        }
        store.put(record.key(), record.value());
        if (record.value() == null) {
            book.remove(record.key());
        } else {
            book.apply(record.value());
        }
    }
}
