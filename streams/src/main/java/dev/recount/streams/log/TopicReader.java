package dev.recount.streams.log;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.recount.topic.Topic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads topics as they stand when asked: each partition from its beginning to what was its end. Thread-safe. */
public final class TopicReader {

    private static final Duration POLL = Duration.ofMillis(500);
    private static final int FETCH_WAITS_MS = 20;
    private static final int FETCHED_BYTES = 8 * 1024 * 1024;
    private static final int POLLED_RECORDS = 10_000;

    private final Map<String, Object> settings;

    /** @param kafka Kafka client settings, with at least {@code bootstrap.servers} */
    public TopicReader(Map<String, String> kafka) {
        Map<String, Object> merged = new HashMap<>(kafka);
        merged.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        merged.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        merged.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        // A consumer that is closed waits for its last fetch, which finds nothing more.
        merged.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, FETCH_WAITS_MS);
        merged.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, FETCHED_BYTES);
        merged.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, POLLED_RECORDS);
        this.settings = Map.copyOf(merged);
    }

    /**
     * Part of a partition.
     *
     * @param begin offset of the first record
     * @param end offset behind the last
     */
    record Span(String topic, int partition, long begin, long end) {

        TopicPartition at() {
            return new TopicPartition(topic, partition);
        }

        long length() {
            return end - begin;
        }
    }

    /** All there is in a topic now, by partition; empty partitions are left out. */
    List<Span> spans(Topic topic) {
        try (var consumer = open()) {
            var partitions = consumer.partitionsFor(topic.name()).stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.assign(partitions);
            var begins = consumer.beginningOffsets(partitions);
            List<Span> spans = new ArrayList<>();
            consumer.endOffsets(partitions)
                    .forEach((at, end) ->
                            spans.add(new Span(at.topic(), at.partition(), begins.getOrDefault(at, 0L), end)));
            spans.removeIf(span -> span.length() == 0);
            spans.sort(Comparator.comparing(Span::partition));
            return spans;
        }
    }

    /**
     * Hands over the records of a span in their order.
     *
     * @param more takes a record and says whether it wants the next
     * @throws org.apache.kafka.common.errors.InterruptException when the thread is interrupted
     */
    void read(Span span, Predicate<ConsumerRecord<byte[], byte[]>> more) {
        try (var consumer = open()) {
            consumer.assign(List.of(span.at()));
            consumer.seek(span.at(), span.begin());
            while (consumer.position(span.at()) < span.end()) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                    if (record.offset() >= span.end() || !more.test(record)) {
                        return;
                    }
                }
            }
        }
    }

    /**
     * Whether a partition holds a record between two offsets. There may be none, where retention or compaction deleted them,
     * or where transactions have their marks.
     *
     * @param end no further than what can be read now
     */
    public boolean hasRecord(TopicPartition at, long from, long end) {
        var found = new AtomicBoolean();
        read(new Span(at.topic(), at.partition(), Math.max(from, begin(at)), end), record -> {
            found.set(true);
            return false;
        });
        return found.get();
    }

    private long begin(TopicPartition at) {
        try (var consumer = open()) {
            return consumer.beginningOffsets(List.of(at)).getOrDefault(at, 0L);
        }
    }

    /** The latest value of each key of a topic, in the order of the keys; deleted ones are left out. */
    List<byte[]> latest(Topic topic) {
        Map<String, byte[]> latest = new TreeMap<>();
        for (Span span : spans(topic)) {
            read(span, record -> {
                var key = record.key() == null ? "" : new String(record.key(), UTF_8);
                if (record.value() == null) {
                    latest.remove(key);
                } else {
                    latest.put(key, record.value());
                }
                return true;
            });
        }
        return List.copyOf(latest.values());
    }

    private KafkaConsumer<byte[], byte[]> open() {
        return new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }
}
