package dev.recount.streams.topology;

import dev.recount.topic.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.errors.LogAndContinueExceptionHandler;
import org.apache.kafka.streams.errors.LogAndContinueProcessingExceptionHandler;

/**
 * What {@code recount-detect} needs to know.
 *
 * @param bootstrap Kafka's address
 * @param instance name of this instance, stable over restarts: with it the group does not wait for the old member
 * @param folder where state lies
 * @param threads how many threads process; 1 or more
 * @param guarantee {@code at_least_once} or {@code exactly_once_v2}; results are the same, see {@code docs/ARCHITECTURE.md}
 * @param commitInterval how much is read again after a crash; with {@code exactly_once_v2} also how long results wait
 * @param kafka further Kafka client settings, such as security, by Kafka's own names
 */
public record DetectionSettings(
        String bootstrap,
        String instance,
        Path folder,
        int threads,
        String guarantee,
        Duration commitInterval,
        Map<String, String> kafka) {

    /** How long a killed instance's work lies until another takes it up; one that is started again goes on at once. */
    private static final Duration TAKEN_OVER_AFTER = Duration.ofSeconds(10);

    private static final Duration COMMITS_EVERY = Duration.ofMillis(200);
    /** A request costs half a millisecond of processor time, whatever it carries; an alert is three requests behind its event. */
    private static final int LINGER_MS = 5;

    public DetectionSettings {
        kafka = Map.copyOf(kafka);
        if (threads < 1) {
            throw new IllegalArgumentException("threads: " + threads + " (expected: 1 or more)");
        }
        if (!guarantee.equals(StreamsConfig.AT_LEAST_ONCE) && !guarantee.equals(StreamsConfig.EXACTLY_ONCE_V2)) {
            throw new IllegalArgumentException(
                    "guarantee: " + guarantee + " (expected: at_least_once or exactly_once_v2)");
        }
    }

    /** One thread, at least once. */
    public static DetectionSettings of(String bootstrap, String instance, Path folder) {
        return new DetectionSettings(
                bootstrap, instance, folder, 1, StreamsConfig.AT_LEAST_ONCE, COMMITS_EVERY, Map.of());
    }

    /** Differs between generations of state, which cannot read each other's. */
    public static String applicationId() {
        return "recount-detect-" + StateCodecs.generation();
    }

    /** The same as Kafka Streams wants it; the caller's own to change. */
    public Map<String, Object> properties() {
        Map<String, Object> settings = new HashMap<>(kafka);
        settings.put(StreamsConfig.APPLICATION_ID_CONFIG, applicationId());
        settings.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap);
        settings.put(StreamsConfig.STATE_DIR_CONFIG, folder.toString());
        settings.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, threads);
        settings.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, guarantee);
        settings.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, commitInterval.toMillis());
        settings.put(StreamsConfig.POLL_MS_CONFIG, 5L);
        // No result depends on which of two inputs is read first, so none waits for the other.
        settings.put(StreamsConfig.MAX_TASK_IDLE_MS_CONFIG, StreamsConfig.MAX_TASK_IDLE_MS_DISABLED);
        settings.put(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, 0L);
        settings.put(StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, true);
        settings.put(StreamsConfig.mainConsumerPrefix(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG), instance);
        settings.put(
                StreamsConfig.mainConsumerPrefix(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG),
                Math.toIntExact(TAKEN_OVER_AFTER.toMillis()));
        settings.put(StreamsConfig.consumerPrefix(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG), "earliest");
        settings.put(StreamsConfig.consumerPrefix(ConsumerConfig.FETCH_MIN_BYTES_CONFIG), 1);
        settings.put(StreamsConfig.producerPrefix(ProducerConfig.LINGER_MS_CONFIG), LINGER_MS);
        // Batches are small because nothing lingers, and each would take buffers of 128 KiB to be compressed in.
        settings.put(StreamsConfig.producerPrefix(ProducerConfig.COMPRESSION_TYPE_CONFIG), "none");
        settings.put(StreamsConfig.producerPrefix(ProducerConfig.BATCH_SIZE_CONFIG), 64 * 1024);
        settings.put(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, SmallDatabases.class);
        poison(settings);
        return settings;
    }

    /** What cannot be read or processed goes to a topic of its own, with the reason, and stops nothing. */
    private static void poison(Map<String, Object> settings) {
        settings.put(StreamsConfig.ERRORS_DEAD_LETTER_QUEUE_TOPIC_NAME_CONFIG, Topics.DEAD_LETTERS.name());
        settings.put(
                StreamsConfig.DESERIALIZATION_EXCEPTION_HANDLER_CLASS_CONFIG, LogAndContinueExceptionHandler.class);
        settings.put(
                StreamsConfig.PROCESSING_EXCEPTION_HANDLER_CLASS_CONFIG,
                LogAndContinueProcessingExceptionHandler.class);
        settings.put("processing.exception.handler.global.enabled", true);
    }
}
