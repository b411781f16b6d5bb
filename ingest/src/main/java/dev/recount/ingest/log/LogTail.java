package dev.recount.ingest.log;

import dev.recount.codec.RecordAvro;
import dev.recount.codec.UndecodableRecord;
import dev.recount.event.Event;
import dev.recount.ingest.accept.ContentDigest;
import dev.recount.topic.Topics;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads the end of the events topic, so that idempotence survives a restart. */
public final class LogTail {

    private static final Duration POLL = Duration.ofMillis(200);

    private final ProducerSettings settings;
    private final RecordAvro<Event> codec;

    public LogTail(ProducerSettings settings, RecordAvro<Event> codec) {
        this.settings = settings;
        this.codec = codec;
    }

    /**
     * Lets {@code recorder} remember the last {@code events} events, spread evenly over the partitions.
     *
     * @return how many were read
     * @throws org.apache.kafka.common.KafkaException when the topic cannot be read
     */
    public long readInto(Recorder recorder, int events) {
        try (var consumer = new KafkaConsumer<>(config(), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            var ends = seekToTail(consumer, events);
            long read = 0;
            while (!ends.isEmpty()) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                    remember(record, recorder);
                    read++;
                }
                ends.entrySet().removeIf(end -> consumer.position(end.getKey()) >= end.getValue());
            }
            return read;
        }
    }

    private Map<String, Object> config() {
        Map<String, Object> config = new HashMap<>(settings.extra());
        config.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, settings.bootstrap());
        config.put(ConsumerConfig.CLIENT_ID_CONFIG, "recount-ingest-tail");
        config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        return config;
    }

    /** Puts {@code consumer} before the tail of each partition and says where each ends; empty ones are left out. */
    private static Map<TopicPartition, Long> seekToTail(Consumer<byte[], byte[]> consumer, int events) {
        List<TopicPartition> partitions = consumer.partitionsFor(Topics.EVENTS.name()).stream()
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
        consumer.assign(partitions);
        long each = Math.max(1, events / Math.max(1, partitions.size()));
        var begins = consumer.beginningOffsets(partitions);
        var ends = new HashMap<>(consumer.endOffsets(partitions));
        partitions.forEach(
                p -> consumer.seek(p, Math.max(begins.getOrDefault(p, 0L), ends.getOrDefault(p, 0L) - each)));
        ends.entrySet().removeIf(end -> consumer.position(end.getKey()) >= end.getValue());
        return ends;
    }

    /** A record that is not ours to read cannot be a duplicate of one that we would write. */
    private void remember(ConsumerRecord<byte[], byte[]> record, Recorder recorder) {
        Event event;
        try {
            event = codec.decode(record.value());
        } catch (UndecodableRecord e) {
            return;
        }
        if (event.id() != null) {
            recorder.remember(ContentDigest.ofText(event.id()), ContentDigest.of(event, codec));
        }
    }
}
