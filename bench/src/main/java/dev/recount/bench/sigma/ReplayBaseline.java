package dev.recount.bench.sigma;

import dev.recount.codec.Codecs;
import dev.recount.topic.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads and decodes a topic with as many consumers as a replay has, with the settings of one, and does nothing else. */
final class ReplayBaseline {

    private static final Codecs CODECS = Codecs.released();
    private static final int FETCHED_BYTES = 8 * 1024 * 1024;

    private ReplayBaseline() {}

    static long decoded(String address, int threads) throws Exception {
        var partitions = new ConcurrentLinkedQueue<TopicPartition>();
        try (var consumer = open(address)) {
            for (PartitionInfo info : consumer.partitionsFor(Topics.EVENTS.name())) {
                partitions.add(new TopicPartition(info.topic(), info.partition()));
            }
        }
        var pool = Executors.newFixedThreadPool(threads);
        try {
            List<Future<Long>> counts = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                counts.add(pool.submit(() -> decoded(address, partitions)));
            }
            long events = 0;
            for (Future<Long> count : counts) {
                events += count.get();
            }
            return events;
        } finally {
            pool.shutdownNow();
        }
    }

    private static long decoded(String address, ConcurrentLinkedQueue<TopicPartition> partitions) {
        long events = 0;
        for (var next = partitions.poll(); next != null; next = partitions.poll()) {
            try (var consumer = open(address)) {
                consumer.assign(List.of(next));
                consumer.seekToBeginning(List.of(next));
                long end = end(consumer.endOffsets(List.of(next)).values());
                while (consumer.position(next) < end) {
                    for (ConsumerRecord<byte[], byte[]> found : consumer.poll(Duration.ofMillis(500))) {
                        events += CODECS.events().decode(found.value()).id() == null ? 0 : 1;
                    }
                }
            }
        }
        return events;
    }

    private static long end(Collection<Long> ends) {
        return ends.iterator().next();
    }

    private static KafkaConsumer<byte[], byte[]> open(String address) {
        return new KafkaConsumer<>(
                Map.<String, Object>of(
                        "bootstrap.servers",
                        address,
                        "max.partition.fetch.bytes",
                        FETCHED_BYTES,
                        "max.poll.records",
                        10_000,
                        "fetch.max.wait.ms",
                        20),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
    }
}
