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
import java.util.List;
import java.util.Map;

/** The real index, folds and databases, fed by a test instead of by Kafka; with as many partitions as are written to. */
public final class FoldedIndex implements IndexReads, AutoCloseable {

    private static final long MEMORY_BYTES = 16 << 20;

    private final Codecs codecs = Codecs.released();
    private final IndexCounters counters = new IndexCounters();
    private final Map<Topic, Fold> folds;
    private final IndexFiles files;

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
        var database = files.database(IndexStores.EVENTS);
        long offset = database.position(partition);
        var batch = new IndexBatch(database, partition);
        for (Event event : events) {
            byte[] key = Topics.key(event).getBytes(StandardCharsets.UTF_8);
            var record = new TopicRecord(key, codecs.events().encode(event), partition, ++offset, 0);
            folds.get(Topics.EVENTS).apply(record, batch);
        }
        database.apply(batch, offset);
    }

    /** Events are taken as by an instance that is far behind, until {@link #endLoad}. */
    public void beginLoad(long events) {
        files.database(IndexStores.EVENTS).beginLoad(events);
    }

    public void endLoad() {
        files.database(IndexStores.EVENTS).endLoad();
    }

    /** Merges the files of events, so that what they take on disk does not hang on when it is asked. */
    public synchronized void compact() {
        files.database(IndexStores.EVENTS).compact();
    }

    private synchronized void add(Topic topic, int partition, String key, byte[] value) {
        var database = files.database(IndexStores.of(topic));
        long offset = database.position(partition) + 1;
        var record = new TopicRecord(key.getBytes(StandardCharsets.UTF_8), value, partition, offset, 0);
        var batch = new IndexBatch(database, partition);
        folds.get(topic).apply(record, batch);
        database.apply(batch, offset);
    }

    @Override
    public ReadableStore store(String name) {
        return () -> files.database(name);
    }

    @Override
    public void close() {
        files.close();
    }
}
