package dev.recount.standalone.system;

import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Everything that stands on the topics of a Kafka, its own included. */
final class EveryRecord {

    private EveryRecord() {}

    /** Keys, values and headers as they are behind compression, by topic. */
    static Map<String, String> of(String bootstrap) {
        Map<String, Object> config = Map.of(
                "bootstrap.servers", bootstrap,
                "key.deserializer", ByteArrayDeserializer.class,
                "value.deserializer", ByteArrayDeserializer.class);
        var topics = new HashMap<String, StringBuilder>();
        try (var admin = Admin.create(Map.of("bootstrap.servers", bootstrap));
                var consumer = new KafkaConsumer<byte[], byte[]>(config)) {
            var partitions = admin.listTopics().names().get().stream()
                    .flatMap(topic -> consumer.partitionsFor(topic).stream())
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            var end = consumer.endOffsets(partitions);
            await().atMost(Duration.ofSeconds(60)).until(() -> {
                consumer.poll(Duration.ofMillis(200)).forEach(record -> add(topics, record));
                return partitions.stream().allMatch(p -> consumer.position(p) >= end.get(p));
            });
        } catch (InterruptedException | java.util.concurrent.ExecutionException e) {
            throw new IllegalStateException(e);
        }
        var texts = new HashMap<String, String>();
        topics.forEach((topic, text) -> texts.put(topic, text.toString()));
        return texts;
    }

    private static void add(Map<String, StringBuilder> topics, ConsumerRecord<byte[], byte[]> record) {
        var text = topics.computeIfAbsent(record.topic(), topic -> new StringBuilder());
        for (var bytes : new byte[][] {record.key(), record.value()}) {
            if (bytes != null) {
                text.append(new String(bytes, StandardCharsets.ISO_8859_1)).append('\n');
            }
        }
        record.headers().forEach(header -> {
            if (header.value() != null) {
                text.append(new String(header.value(), StandardCharsets.ISO_8859_1))
                        .append('\n');
            }
        });
    }
}
