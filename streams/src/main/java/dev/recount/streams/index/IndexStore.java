package dev.recount.streams.index;

import java.util.Map;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.StateStoreContext;
import org.apache.kafka.streams.state.QueryableStoreType;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.internals.StateStoreProvider;
import org.jspecify.annotations.Nullable;

/**
 * An {@link IndexDatabase} as the state store of a task, which shares it with the tasks of its topic's other partitions. It has no changelog: its topic is its changelog, and it knows
 * itself how far it has been folded. A changelog would write every event and each of its keys to Kafka once more.
 */
final class IndexStore implements StateStore, ReadableStore {

    private final String name;
    private final IndexFiles files;
    private @Nullable IndexDatabase database;

    private IndexStore(String name, IndexFiles files) {
        this.name = name;
        this.files = files;
    }

    static StoreBuilder<IndexStore> builder(String name, IndexFiles files) {
        return new Builder(name, files);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void init(StateStoreContext context, StateStore root) {
        database = files.database(name);
        context.register(root, (key, value) -> {
            throw new IllegalStateException("an index has no changelog to be restored from");
        });
    }

    IndexDatabase database() {
        if (database == null) {
            throw new IndexUnavailable("the index " + name + " is not open");
        }
        return database;
    }

    @Override
    public OrderedReads reads() {
        return database();
    }

    @Override
    public void close() {
        // The database stays open for the other tasks; IndexFiles closes it.
        database = null;
    }

    @Override
    public boolean persistent() {
        return true;
    }

    @Override
    public boolean isOpen() {
        return database != null;
    }

    /** Finds a store by any of its tasks. */
    static final class Type implements QueryableStoreType<ReadableStore> {

        @Override
        public boolean accepts(StateStore store) {
            return store instanceof IndexStore;
        }

        @Override
        public ReadableStore create(StateStoreProvider provider, String store) {
            return () -> {
                try {
                    return provider.stores(store, this).stream()
                            .findAny()
                            .orElseThrow(() -> new IndexUnavailable("the index " + store + " is not open"))
                            .reads();
                } catch (InvalidStateStoreException e) {
                    throw new IndexUnavailable("the index " + store + " is not ready", e);
                }
            };
        }
    }

    private record Builder(String name, IndexFiles files) implements StoreBuilder<IndexStore> {

        @Override
        public StoreBuilder<IndexStore> withCachingEnabled() {
            throw new UnsupportedOperationException("an index is read where it is written");
        }

        @Override
        public StoreBuilder<IndexStore> withCachingDisabled() {
            return this;
        }

        @Override
        public StoreBuilder<IndexStore> withLoggingEnabled(Map<String, String> config) {
            throw new UnsupportedOperationException("an index has no changelog");
        }

        @Override
        public StoreBuilder<IndexStore> withLoggingDisabled() {
            return this;
        }

        @Override
        public IndexStore build() {
            return new IndexStore(name, files);
        }

        @Override
        public Map<String, String> logConfig() {
            return Map.of();
        }

        @Override
        public boolean loggingEnabled() {
            return false;
        }
    }
}
