package dev.recount.streams.topology;

import dev.recount.codec.RecordAvro;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/** A store of small values by owner, see {@link StateKey}. */
final class State {

    private final KeyValueStore<Bytes, byte[]> store;

    private State(KeyValueStore<Bytes, byte[]> store) {
        this.store = store;
    }

    static StoreBuilder<KeyValueStore<Bytes, byte[]>> builder(String name) {
        return Stores.keyValueStoreBuilder(Stores.persistentKeyValueStore(name), Serdes.Bytes(), Serdes.ByteArray())
                .withCachingDisabled();
    }

    static State of(ProcessorContext<?, ?> context, String name) {
        return new State(context.getStateStore(name));
    }

    <T extends Record> void put(char kind, String owner, String name, RecordAvro<T> codec, T value) {
        store.put(StateKey.of(kind, owner, name), codec.encode(value));
    }

    void mark(char kind, String owner) {
        store.put(StateKey.of(kind, owner, ""), new byte[] {1});
    }

    void delete(char kind, String owner, String name) {
        store.delete(StateKey.of(kind, owner, name));
    }

    /** The values of one owner. */
    <T extends Record> List<T> of(char kind, String owner, RecordAvro<T> codec) {
        List<T> values = new ArrayList<>();
        try (var found = store.prefixScan(StateKey.head(kind, owner), new ByteArraySerializer())) {
            found.forEachRemaining(entry -> values.add(codec.decode(entry.value)));
        }
        return values;
    }

    /** Every value of a kind, with its owner. */
    <T extends Record> void each(char kind, RecordAvro<T> codec, BiConsumer<String, T> visitor) {
        try (var found = ofKind(kind)) {
            found.forEachRemaining(entry -> visitor.accept(StateKey.owner(entry.key), codec.decode(entry.value)));
        }
    }

    /** The owners that have a value of a kind, each once. */
    List<String> owners(char kind) {
        List<String> owners = new ArrayList<>();
        try (var found = ofKind(kind)) {
            while (found.hasNext()) {
                KeyValue<Bytes, byte[]> entry = found.next();
                var owner = StateKey.owner(entry.key);
                if (owners.isEmpty() || !owners.get(owners.size() - 1).equals(owner)) {
                    owners.add(owner);
                }
            }
        }
        return owners;
    }

    private KeyValueIterator<Bytes, byte[]> ofKind(char kind) {
        return store.prefixScan(new byte[] {(byte) kind}, new ByteArraySerializer());
    }
}
