package dev.recount.streams.index;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The folding of a long log into a database that has little of it: until the end is reached nothing is logged and nothing
 * merged, and then all files are merged once. Merging them again and again on the way costs most of a rebuild otherwise.
 */
final class BulkLoad implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(BulkLoad.class);
    private static final Duration PERIOD = Duration.ofMillis(100);

    /** What is less is folded in a few seconds anyway. */
    private static final long RECORDS_MIN = 50_000;

    private final IndexDatabase database;
    private final LongSupplier left;
    private final ScheduledExecutorService watching = Executors.newSingleThreadScheduledExecutor(BulkLoad::thread);
    private final boolean isShort;
    private volatile boolean merged;

    private BulkLoad(IndexDatabase database, LongSupplier left) {
        this.database = database;
        this.left = left;
        this.isShort = left.getAsLong() < RECORDS_MIN;
    }

    /**
     * Begins one where it is worth it.
     *
     * @param left how many records are still to be folded
     */
    static BulkLoad begun(IndexDatabase database, LongSupplier left) {
        var load = new BulkLoad(database, left);
        if (!load.isShort || database.isToBeMerged()) {
            LOG.info("index is loaded in bulk: records={}", left.getAsLong());
            database.beginLoad(left.getAsLong());
            var unused = load.watching.scheduleWithFixedDelay(
                    load::endWhenThere, PERIOD.toMillis(), PERIOD.toMillis(), TimeUnit.MILLISECONDS);
        }
        return load;
    }

    private static Thread thread(Runnable work) {
        var thread = new Thread(work, "recount-index-load");
        thread.setDaemon(true);
        return thread;
    }

    private void endWhenThere() {
        if (merged || left.getAsLong() > 0) {
            return;
        }
        try {
            LOG.info("index loaded: merging its files");
            database.endLoad();
            LOG.info("files of the index merged");
            merged = true;
        } catch (IndexUnavailable e) {
            LOG.warn("files of the index are not merged yet: error={}", e.toString());
        }
    }

    /** Whether it need not be waited for. What another one left when it was cut short is read, slowly, while it is merged. */
    boolean isOver() {
        return merged || isShort;
    }

    @Override
    public void close() {
        watching.shutdownNow();
        database.cancelLoad();
    }
}
