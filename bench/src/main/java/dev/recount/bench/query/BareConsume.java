package dev.recount.bench.query;

import dev.recount.topic.Topics;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** The log read once by a consumer that does nothing with it: what no instance can be restored faster than. */
final class BareConsume {

    private static final Duration POLL = Duration.ofMillis(100);
    private static final long MINUTES_MAX = 5;

    private BareConsume() {}

    /** Records a second. */
    static double perSecond(String bootstrap, long records) {
        var bytes = new ByteArrayDeserializer();
        Map<String, Object> settings = Map.of("bootstrap.servers", bootstrap, "fetch.max.wait.ms", 50);
        try (var consumer = new KafkaConsumer<>(settings, bytes, bytes)) {
            var partitions = consumer.partitionsFor(Topics.EVENTS.name()).stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            long startedAt = System.nanoTime();
            for (long read = 0; read < records; read += consumer.poll(POLL).count()) {
                if (System.nanoTime() - startedAt > TimeUnit.MINUTES.toNanos(MINUTES_MAX)) {
                    throw new IllegalStateException(read + " records in " + MINUTES_MAX + " minutes");
                }
            }
            return records / ((System.nanoTime() - startedAt) / 1e9);
        }
    }
}
