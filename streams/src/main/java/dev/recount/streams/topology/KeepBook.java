package dev.recount.streams.topology;

import dev.recount.reference.RegistryEntry;
import dev.recount.reference.RegistryKind;
import dev.recount.streams.detect.LiveRules;
import dev.recount.streams.reference.ReferenceBook;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Keeps the book and the rules up to date with {@code recount.registry}. What was restored into the store before processing began does not
 * pass through {@link #process} in every version of Kafka Streams, so the book is filled from the store first.
 */
final class KeepBook implements Processor<String, RegistryEntry, Void, Void> {

    static final String STORE = "registry";

    private static final String RULES = RegistryKind.RULES.wire();

    private final ReferenceBook book;
    private final LiveRules rules;
    private KeyValueStore<String, RegistryEntry> store;

    @SuppressWarnings("NullAway.Init") // init comes before everything else.
    KeepBook(ReferenceBook book, LiveRules rules) {
        this.book = book;
        this.rules = rules;
    }

    @Override
    public void init(ProcessorContext<Void, Void> context) {
        store = context.getStateStore(STORE);
        try (var entries = store.all()) {
            entries.forEachRemaining(entry -> apply(entry.value));
        }
    }

    @Override
    public void process(Record<String, RegistryEntry> record) {
        if (record.key() == null) {
            return;
        }
        store.put(record.key(), record.value());
        if (record.value() != null) {
            apply(record.value());
        } else if (record.key().startsWith(RULES + "/")) {
            rules.remove(record.key().substring(RULES.length() + 1));
        } else {
            book.remove(record.key());
        }
    }

    private void apply(RegistryEntry entry) {
        if (entry.kind().equals(RULES)) {
            rules.apply(entry);
        } else {
            book.apply(entry);
        }
    }
}
