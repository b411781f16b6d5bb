package dev.recount.streams.index;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks once a second at where the log ends, and knows how far the index is behind it. Owns its Kafka client. */
final class LagWatch implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(LagWatch.class);
    private static final Duration PERIOD = Duration.ofSeconds(1);

    private final Admin admin;
    private final Collection<TopicPartition> partitions;
    private final Gaps gaps;
    private final Supplier<Instant> inLog;
    private final Freshness freshness = new Freshness();
    private final ScheduledExecutorService looking = Executors.newSingleThreadScheduledExecutor(LagWatch::thread);

    /** @param inLog until when all that is recorded is in the log */
    LagWatch(Admin admin, Collection<TopicPartition> partitions, Gaps gaps, Supplier<Instant> inLog) {
        this.admin = admin;
        this.partitions = partitions;
        this.gaps = gaps;
        this.inLog = inLog;
        var unused = looking.scheduleWithFixedDelay(this::look, 0, PERIOD.toMillis(), TimeUnit.MILLISECONDS);
    }

    private static Thread thread(Runnable work) {
        var thread = new Thread(work, "recount-index-lag");
        thread.setDaemon(true);
        return thread;
    }

    private void look() {
        try {
            var recorded = inLog.get();
            var ends = new IndexLog(admin).ends(partitions);
            gaps.look(ends);
            freshness.look(recorded, ends, gaps::next);
        } catch (IndexUnavailable | KafkaException e) {
            freshness.lost();
            LOG.debug("the end of the log is not known: error={}", e.toString());
        }
    }

    /** How many records that were in the log a second ago are not in the index; empty while that is not known. */
    OptionalLong behind() {
        return freshness.behind();
    }

    /** All that was recorded until then is folded; empty while that is not known. */
    Optional<Instant> settled() {
        return freshness.settled();
    }

    @Override
    public void close() {
        looking.shutdownNow();
        admin.close(Duration.ZERO);
    }
}
