package dev.recount.streams.index;

import dev.recount.codec.UndecodableRecord;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.apache.kafka.streams.processor.Cancellable;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Feeds a topic to a fold. A record at or before the store's position is one that came again, and is passed over. Records
 * become visible together, a few milliseconds after the first of them or once there are many.
 */
final class IndexProcessor implements Processor<byte[], byte[], Void, Void> {

    private static final Logger LOG = LoggerFactory.getLogger(IndexProcessor.class);
    private static final Duration VISIBLE_AFTER = Duration.ofMillis(5);
    private static final int RECORDS_TOGETHER_MAX = 1_000;
    private static final Duration LOG_FLUSH = Duration.ofMillis(50);
    private static final Duration LOADED_TOGETHER = Duration.ofMillis(200);

    private final String store;
    private final Fold fold;
    private final IndexCounters counters;
    private final Runnable changed;
    private final BooleanSupplier isLoading;
    private ProcessorContext<Void, Void> context;
    private IndexDatabase database;
    private IndexBatch batch;
    private int gathered;
    private long position;
    private @Nullable Cancellable loading;

    /**
     * A processor of one partition.
     *
     * @param changed told after each change, from the thread that made it
     * @param isLoading whether any store of the index is being loaded
     */
    @SuppressWarnings("NullAway.Init") // init comes before everything else.
    IndexProcessor(String store, Fold fold, IndexCounters counters, Runnable changed, BooleanSupplier isLoading) {
        this.store = store;
        this.fold = fold;
        this.counters = counters;
        this.changed = changed;
        this.isLoading = isLoading;
    }

    @Override
    public void init(ProcessorContext<Void, Void> context) {
        this.context = context;
        this.database = context.<IndexStore>getStateStore(store).database();
        int partition = context.taskId().partition();
        this.batch = new IndexBatch(database, partition);
        this.position = database.position(partition);
        if (isLoading.getAsBoolean()) {
            loading = context.schedule(LOADED_TOGETHER, PunctuationType.WALL_CLOCK_TIME, now -> showLoaded());
        } else {
            showSoon();
        }
    }

    private void showSoon() {
        context.schedule(VISIBLE_AFTER, PunctuationType.WALL_CLOCK_TIME, now -> show());
        context.schedule(LOG_FLUSH, PunctuationType.WALL_CLOCK_TIME, now -> database.flushLog());
    }

    /** Nobody waits for what is one of millions, and each time that Streams asks what time it is it takes fewer records on. */
    private void showLoaded() {
        show();
        if (loading != null && !isLoading.getAsBoolean()) {
            loading.cancel();
            loading = null;
            showSoon();
        }
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        var place = context.recordMetadata().orElseThrow();
        if (place.offset() <= position) {
            return;
        }
        var read = new TopicRecord(record.key(), record.value(), place.partition(), place.offset(), record.timestamp());
        try {
            fold.apply(read, batch);
        } catch (UndecodableRecord e) {
            passOver(read, e);
        }
        position = read.offset();
        if (++gathered >= RECORDS_TOGETHER_MAX) {
            show();
        }
    }

    private void show() {
        if (gathered > 0) {
            database.apply(batch, position);
            counters.indexed().add(gathered);
            gathered = 0;
            changed.run();
        }
    }

    /** Detection keeps such a record in {@code recount.dead-letters}; stopping for it would hide everything after it. */
    private void passOver(TopicRecord record, UndecodableRecord e) {
        counters.undecodable().increment();
        LOG.warn(
                "record not indexed: store={} partition={} offset={} error={}",
                store,
                record.partition(),
                record.offset(),
                e.getMessage());
    }

    @Override
    public void close() {
        show();
    }
}
