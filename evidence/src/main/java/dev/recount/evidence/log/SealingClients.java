package dev.recount.evidence.log;

import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** How sealing reaches Kafka; both are opened anew after each failure. */
interface SealingClients {

    /** Reads what is to be sealed, and the checkpoints that were published. */
    Consumer<byte[], byte[]> records();

    /** Publishes checkpoints. */
    Producer<String, byte[]> checkpoints();

    /**
     * Those of a real Kafka.
     *
     * @param kafka client settings, with at least {@code bootstrap.servers}
     */
    static SealingClients of(Map<String, Object> kafka) {
        return new SealingClients() {
            @Override
            public Consumer<byte[], byte[]> records() {
                return new KafkaConsumer<>(
                        ReadSettings.fromTheBeginning(kafka), new ByteArrayDeserializer(), new ByteArrayDeserializer());
            }

            @Override
            public Producer<String, byte[]> checkpoints() {
                return CheckpointTopic.producer(kafka);
            }
        };
    }
}
