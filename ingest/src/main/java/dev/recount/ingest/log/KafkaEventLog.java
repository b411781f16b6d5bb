package dev.recount.ingest.log;

import dev.recount.runtime.health.Check;
import dev.recount.topic.Topic;
import dev.recount.topic.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * The log on Kafka: an idempotent producer with {@code acks=all}. A record that is not acknowledged within the delivery
 * timeout has failed; it may still be in the log, which is why a sender sends it again under the same id.
 */
public final class KafkaEventLog implements EventLog {

    /** After a wait for buffer space or metadata was in vain, the next records fail at once for this long. */
    private static final long PAUSE_NANOS = TimeUnit.SECONDS.toNanos(1);

    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(10);

    private final Producer<byte[], byte[]> producer;
    private final AtomicBoolean failing = new AtomicBoolean();
    /** The last offset of each partition of events. */
    private final Map<TopicPartition, Long> acknowledged = new ConcurrentHashMap<>();

    private final AtomicLong pausedUntilNanos = new AtomicLong(System.nanoTime());

    private KafkaEventLog(Producer<byte[], byte[]> producer) {
        this.producer = producer;
    }

    /** A log on the brokers of {@code settings}; connects when it is {@linkplain #connect() told to}, or with the first record. */
    public static KafkaEventLog on(ProducerSettings settings) {
        return new KafkaEventLog(
                new KafkaProducer<>(config(settings), new ByteArraySerializer(), new ByteArraySerializer()));
    }

    static Map<String, Object> config(ProducerSettings settings) {
        Map<String, Object> config = new HashMap<>(settings.extra());
        config.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, settings.bootstrap());
        config.put(ProducerConfig.CLIENT_ID_CONFIG, "recount-ingest");
        config.put(ProducerConfig.ACKS_CONFIG, "all");
        config.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        // lz4 takes 128 KiB anew for each batch, which for single events is most of what there is to collect.
        config.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "snappy");
        config.put(ProducerConfig.BATCH_SIZE_CONFIG, 64 * 1024);
        config.put(ProducerConfig.LINGER_MS_CONFIG, settings.linger().toMillis());
        config.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, (int)
                settings.deliveryTimeout().toMillis());
        config.put(
                ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG,
                (int) settings.deliveryTimeout().toMillis() / 2);
        config.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 3_000);
        config.put(ProducerConfig.RETRY_BACKOFF_MS_CONFIG, 20);
        config.put(ProducerConfig.RECONNECT_BACKOFF_MS_CONFIG, 20);
        config.put(ProducerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 500);
        config.put(ProducerConfig.METADATA_MAX_AGE_CONFIG, 10_000);
        config.put(ProducerConfig.CONNECTIONS_MAX_IDLE_MS_CONFIG, -1);
        return config;
    }

    /**
     * Finds the topics.
     *
     * @throws KafkaException when the brokers cannot be reached or the topics are not there
     */
    public void connect() {
        for (Topic topic : List.of(Topics.EVENTS, Topics.REJECTED)) {
            var unused = producer.partitionsFor(topic.name());
        }
    }

    @Override
    public void append(Topic topic, String key, byte[] value, Appended appended) {
        if (System.nanoTime() - pausedUntilNanos.get() < 0) {
            appended.done(new TimeoutException("the log did not take a record a moment ago"));
            return;
        }
        var record = new ProducerRecord<>(topic.name(), key.getBytes(StandardCharsets.UTF_8), value);
        try {
            var unused = producer.send(record, (metadata, failure) -> {
                if (failure == null && topic.equals(Topics.EVENTS)) {
                    acknowledged.merge(
                            new TopicPartition(metadata.topic(), metadata.partition()), metadata.offset(), Math::max);
                }
                answered(failure, appended);
            });
        } catch (KafkaException | IllegalStateException e) {
            answered(e, appended);
        }
    }

    private void answered(@Nullable Exception failure, Appended appended) {
        failing.setPlain(failure != null);
        if (failure instanceof TimeoutException) {
            pausedUntilNanos.set(System.nanoTime() + PAUSE_NANOS);
        }
        appended.done(failure);
    }

    /** The offset of the last event that was acknowledged to this process, by partition; known before the sender is. */
    public Map<TopicPartition, Long> acknowledged() {
        return Map.copyOf(acknowledged);
    }

    @Override
    public String name() {
        return "event-log";
    }

    @Override
    public Check check() {
        if (failing.getPlain()) {
            return Check.down("the last record was not acknowledged");
        }
        return connections() > 0 ? Check.up() : Check.down("not connected to a broker");
    }

    private double connections() {
        return producer.metrics().entrySet().stream()
                .filter(metric -> metric.getKey().name().equals("connection-count"))
                .mapToDouble(metric -> ((Number) metric.getValue().metricValue()).doubleValue())
                .sum();
    }

    /** Waits for what is under way, for ten seconds at most. */
    @Override
    public void close() {
        producer.close(CLOSE_TIMEOUT);
    }
}
