package dev.recount.streams.index;

import dev.recount.codec.UndecodableRecord;
import java.time.Duration;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Feeds a topic to a fold. A record at or before the store's position is one that came again, and is passed over. */
final class IndexProcessor implements Processor<byte[], byte[], Void, Void> {

    private static final Logger LOG = LoggerFactory.getLogger(IndexProcessor.class);
    private static final Duration LOG_FLUSH = Duration.ofMillis(50);

    private final String store;
    private final Fold fold;
    private final IndexCounters counters;
    private final Runnable changed;
    private @Nullable ProcessorContext<Void, Void> context;
    private @Nullable IndexStore index;

    /** @param changed told after each change, from the thread that made it */
    IndexProcessor(String store, Fold fold, IndexCounters counters, Runnable changed) {
        this.store = store;
        this.fold = fold;
        this.counters = counters;
        this.changed = changed;
    }

    @Override
    public void init(ProcessorContext<Void, Void> context) {
        this.context = context;
        IndexStore opened = context.getStateStore(store);
        this.index = opened;
        context.schedule(LOG_FLUSH, PunctuationType.WALL_CLOCK_TIME, now -> opened.database()
                .flushLog());
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        if (context == null || index == null) {
            throw new IllegalStateException("process before init");
        }
        var place = context.recordMetadata().orElseThrow();
        var database = index.database();
        if (place.offset() <= database.position()) {
            return;
        }
        var read = new TopicRecord(record.key(), record.value(), place.partition(), place.offset(), record.timestamp());
        try (var changes = new IndexBatch()) {
            fold.apply(read, database, changes);
            database.apply(changes, read.offset());
        } catch (UndecodableRecord e) {
            passOver(read, database, e);
        }
        counters.indexed().increment();
        changed.run();
    }

    /** Detection keeps such a record in {@code recount.dead-letters}; stopping for it would hide everything after it. */
    private void passOver(TopicRecord record, IndexDatabase database, UndecodableRecord e) {
        counters.undecodable().increment();
        LOG.warn(
                "record not indexed: store={} partition={} offset={} error={}",
                store,
                record.partition(),
                record.offset(),
                e.getMessage());
        try (var nothing = new IndexBatch()) {
            database.apply(nothing, record.offset());
        }
    }
}
