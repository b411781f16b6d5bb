package dev.recount.bench;

import dev.recount.standalone.broker.TopicSetup;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** How fast a Kafka producer with nothing before it writes values that are ready: acks=all, lz4, batches of 64 KiB. */
record BareProducer(String bootstrap, int partitions) {

    double eventsPerSecond(List<byte[]> values) throws Exception {
        var topic = "bench-raw-" + System.nanoTime();
        Map<String, Object> config = Map.of(
                "bootstrap.servers",
                bootstrap,
                "acks",
                "all",
                "compression.type",
                "lz4",
                "batch.size",
                65_536,
                "linger.ms",
                5,
                "key.serializer",
                ByteArraySerializer.class,
                "value.serializer",
                ByteArraySerializer.class);
        try (var admin = Admin.create(Map.of("bootstrap.servers", bootstrap));
                var producer = new KafkaProducer<byte[], byte[]>(config)) {
            admin.createTopics(List.of(new NewTopic(topic, partitions, (short) 1)))
                    .all()
                    .get();
            new TopicSetup(admin, Duration.ofSeconds(10)).ensure(List.of(new NewTopic(topic, partitions, (short) 1)));
            long startedAt = System.nanoTime();
            for (int i = 0; i < values.size(); i++) {
                var key = ("session-" + i % 2_000).getBytes(StandardCharsets.UTF_8);
                var unused = producer.send(new ProducerRecord<>(topic, key, values.get(i)));
            }
            producer.flush();
            double rate = values.size() / Pace.seconds(startedAt);
            admin.deleteTopics(List.of(topic)).all().get();
            return rate;
        }
    }
}
