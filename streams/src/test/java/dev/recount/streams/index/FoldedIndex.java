package dev.recount.streams.index;

import dev.recount.alert.Alert;
import dev.recount.alert.Incident;
import dev.recount.codec.Codecs;
import dev.recount.event.Event;
import dev.recount.event.EventFacts;
import dev.recount.reference.RegistryEntry;
import dev.recount.topic.Topic;
import dev.recount.topic.Topics;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The real index, folds and databases, fed by a test instead of by Kafka; with as many partitions as are written to. */
public final class FoldedIndex implements IndexReads, AutoCloseable {

    private static final long MEMORY_BYTES = 16 << 20;

    private final Codecs codecs = Codecs.released();
    private final IndexCounters counters = new IndexCounters();
    private final Map<Topic, Fold> folds;
    private final IndexFiles files;
    private final Map<String, List<OrderedReads>> stores = new HashMap<>();

    public FoldedIndex(Path folder) {
        this(folder, MEMORY_BYTES);
    }

    /** @param memoryBytes off-heap memory for reading and writing it */
    public FoldedIndex(Path folder, long memoryBytes) {
        this.files = new IndexFiles(folder, memoryBytes);
        this.folds = new IndexTopology(codecs, files, counters, () -> {}).folds();
    }

    public void add(int partition, Event event) {
        add(Topics.EVENTS, partition, Topics.key(event), codecs.events().encode(event));
    }

    public void add(int partition, EventFacts facts) {
        add(Topics.FACTS, partition, facts.eventId(), codecs.facts().encode(facts));
    }

    public void add(Alert alert) {
        add(Topics.ALERTS, 0, alert.id(), codecs.alerts().encode(alert));
    }

    public void add(Incident incident) {
        add(Topics.INCIDENTS, 0, incident.id(), codecs.incidents().encode(incident));
    }

    public void add(RegistryEntry entry) {
        add(Topics.REGISTRY, 0, entry.key(), codecs.registry().encode(entry));
    }

    /** Adds events of one partition that become visible together. */
    public synchronized void addAll(int partition, List<Event> events) {
        var database = database(Topics.EVENTS, partition);
        long offset = database.position();
        try (var batch = new IndexBatch(database)) {
            for (Event event : events) {
                byte[] key = Topics.key(event).getBytes(StandardCharsets.UTF_8);
                var record = new TopicRecord(key, codecs.events().encode(event), partition, ++offset, 0);
                folds.get(Topics.EVENTS).apply(record, batch);
            }
            database.apply(batch, offset);
        }
    }

    /** Merges the files of events, so that what they take on disk does not hang on when it is asked. */
    public synchronized void compact() {
        stores.getOrDefault(IndexStores.EVENTS, List.of()).forEach(events -> ((IndexDatabase) events).compact());
    }

    private IndexDatabase database(Topic topic, int partition) {
        var store = IndexStores.of(topic);
        var database = files.database(store, partition);
        var known = stores.computeIfAbsent(store, name -> new ArrayList<>());
        if (!known.contains(database)) {
            known.add(database);
        }
        return database;
    }

    private synchronized void add(Topic topic, int partition, String key, byte[] value) {
        var database = database(topic, partition);
        long offset = database.position() + 1;
        var record = new TopicRecord(key.getBytes(StandardCharsets.UTF_8), value, partition, offset, 0);
        try (var batch = new IndexBatch(database)) {
            folds.get(topic).apply(record, batch);
            database.apply(batch, offset);
        }
    }

    @Override
    public IndexPartitions store(String name) {
        return () -> {
            synchronized (this) {
                return List.copyOf(stores.getOrDefault(name, List.of()));
            }
        };
    }

    @Override
    public void close() {
        files.close();
    }
}
