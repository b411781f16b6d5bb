package dev.recount.delivery.log;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A thread that reads a topic until it is closed, and begins again where Kafka, or what the records are for, was away for a while. */
abstract class Reader implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Reader.class);
    private static final Duration RETRY = Duration.ofSeconds(1);
    private static final long CLOSE_TIMEOUT_MS = 5_000;

    private final String thread;
    private final Map<String, Object> settings;
    private final CountDownLatch closing = new CountDownLatch(1);
    private volatile @Nullable KafkaConsumer<String, byte[]> consumer;
    private volatile @Nullable Thread running;

    Reader(String thread, Map<String, String> kafka, Map<String, Object> own) {
        this.thread = thread;
        Map<String, Object> merged = new HashMap<>(kafka);
        merged.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        merged.put(ConsumerConfig.FETCH_MIN_BYTES_CONFIG, 1);
        merged.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        merged.putAll(own);
        this.settings = Map.copyOf(merged);
    }

    /** Reads until {@link #isClosed}. */
    abstract void follow(KafkaConsumer<String, byte[]> consumer);

    KafkaConsumer<String, byte[]> open() {
        return new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer());
    }

    void startThread() {
        var started = new Thread(this::run, thread);
        started.setDaemon(true);
        running = started;
        started.start();
    }

    private void run() {
        while (!isClosed()) {
            try (var opened = open()) {
                consumer = opened;
                follow(opened);
            } catch (WakeupException e) {
                LOG.debug("reading stopped: thread={}", thread);
            } catch (RuntimeException e) {
                LOG.warn("reading interrupted: thread={} error={}", thread, e.toString());
                pause();
            }
        }
    }

    private void pause() {
        try {
            if (closing.await(RETRY.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.debug("reading stopped: thread={}", thread);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            closing.countDown();
        }
    }

    boolean isClosed() {
        return closing.getCount() == 0;
    }

    static void skipped(ConsumerRecord<?, ?> record, Exception why) {
        LOG.warn(
                "record skipped: topic={} partition={} offset={} error={}",
                record.topic(),
                record.partition(),
                record.offset(),
                why.toString());
    }

    @Override
    public void close() {
        closing.countDown();
        var opened = consumer;
        if (opened != null) {
            opened.wakeup();
        }
        try {
            var thread = running;
            if (thread != null) {
                thread.join(CLOSE_TIMEOUT_MS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
