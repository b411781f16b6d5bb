package dev.recount.query.log;

import dev.recount.alert.Alert;
import dev.recount.codec.RecordAvro;
import dev.recount.codec.UndecodableRecord;
import dev.recount.query.stream.AlertFeed;
import dev.recount.query.stream.AlertMessage;
import dev.recount.runtime.health.Check;
import dev.recount.runtime.health.Component;
import dev.recount.topic.Topics;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads {@code recount.alerts} as it is written and feeds it on: a consumer of its own, without a group, so that nothing
 * stands between an alert and those who listen.
 */
public final class AlertTail implements Component {

    private static final Logger LOG = LoggerFactory.getLogger(AlertTail.class);
    private static final TopicPartition ALERTS = new TopicPartition(Topics.ALERTS.name(), 0);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration RETRY = Duration.ofSeconds(1);
    private static final long CLOSE_TIMEOUT_MS = 5_000;

    private final Map<String, Object> settings;
    private final RecordAvro<Alert> codec;
    private final AlertFeed feed;
    private final long keptMax;
    private volatile @Nullable KafkaConsumer<byte[], byte[]> consumer;
    private final CountDownLatch closing = new CountDownLatch(1);
    private volatile boolean reading;
    private @Nullable Thread thread;

    /**
     * @param kafka Kafka client settings, with at least {@code bootstrap.servers}
     * @param keptMax how many of the latest messages to read first, for those who come back
     */
    public AlertTail(Map<String, String> kafka, RecordAvro<Alert> codec, AlertFeed feed, long keptMax) {
        Map<String, Object> merged = new HashMap<>(kafka);
        merged.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        merged.put(ConsumerConfig.FETCH_MIN_BYTES_CONFIG, 1);
        merged.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        merged.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        this.settings = Map.copyOf(merged);
        this.codec = codec;
        this.feed = feed;
        this.keptMax = keptMax;
    }

    /** Starts reading. The topic must exist. */
    public synchronized void start() {
        var started = new Thread(this::run, "recount-alert-tail");
        started.setDaemon(true);
        thread = started;
        started.start();
    }

    private void run() {
        while (!isClosed()) {
            try (var opened = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
                consumer = opened;
                follow(opened);
            } catch (WakeupException e) {
                LOG.debug("alert stream stopped");
            } catch (KafkaException e) {
                LOG.warn("alert stream interrupted: topic={} error={}", ALERTS.topic(), e.toString());
                pause();
            } finally {
                reading = false;
            }
        }
    }

    private void follow(KafkaConsumer<byte[], byte[]> reader) {
        reader.assign(List.of(ALERTS));
        long end = reader.endOffsets(List.of(ALERTS)).getOrDefault(ALERTS, 0L);
        long begin = reader.beginningOffsets(List.of(ALERTS)).getOrDefault(ALERTS, 0L);
        long floor = Math.max(begin, end - keptMax);
        reader.seek(ALERTS, floor);
        // After an interruption this ends what listeners had; they come back and say what they received last.
        feed.close();
        feed.open(floor, end);
        reading = true;
        while (!isClosed()) {
            reader.poll(POLL).forEach(this::publish);
        }
    }

    private void publish(ConsumerRecord<byte[], byte[]> record) {
        if (record.value() == null) {
            return;
        }
        try {
            feed.publish(new AlertMessage(record.offset(), codec.decode(record.value())));
        } catch (UndecodableRecord e) {
            LOG.warn(
                    "alert not streamed: topic={} partition={} offset={} error={}",
                    record.topic(),
                    record.partition(),
                    record.offset(),
                    e.getMessage());
        }
    }

    private void pause() {
        try {
            if (closing.await(RETRY.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.debug("alert stream stopped");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            closing.countDown();
        }
    }

    private boolean isClosed() {
        return closing.getCount() == 0;
    }

    @Override
    public String name() {
        return "alert-stream";
    }

    @Override
    public Check check() {
        return reading ? Check.up() : Check.down("not reading");
    }

    @Override
    public void close() {
        Thread running;
        synchronized (this) {
            closing.countDown();
            running = thread;
        }
        var opened = consumer;
        if (opened != null) {
            opened.wakeup();
        }
        feed.close();
        try {
            if (running != null) {
                running.join(CLOSE_TIMEOUT_MS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
