package dev.recount.evidence.log;

import dev.recount.evidence.note.Checkpoint;
import dev.recount.evidence.note.VerifierKey;
import dev.recount.evidence.seal.SealedLog;
import dev.recount.topic.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** {@code recount.checkpoints}: where checkpoints are published, and where a log that starts looks for its own last one. */
final class CheckpointTopic implements AutoCloseable {

    /** How far back to look; other logs on the same Kafka publish here too. */
    private static final long LOOKED_AT_MAX = 10_000;

    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(5);

    private final Producer<String, byte[]> producer;
    private final VerifierKey key;

    CheckpointTopic(Producer<String, byte[]> producer, VerifierKey key) {
        this.producer = producer;
        this.key = key;
    }

    /** What it publishes with. */
    static Producer<String, byte[]> producer(Map<String, Object> kafka) {
        var settings = new java.util.HashMap<>(kafka);
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        settings.put(ProducerConfig.CLIENT_ID_CONFIG, "recount-sealer");
        return new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
    }

    /** Returns once the topic has the checkpoint. */
    void publish(SealedLog sealed) throws InterruptedException {
        byte[] note = sealed.note().toString().getBytes(StandardCharsets.UTF_8);
        try {
            var unused = producer.send(new ProducerRecord<>(Topics.CHECKPOINTS.name(), key.name(), note))
                    .get();
        } catch (ExecutionException e) {
            throw new KafkaException("the checkpoint was not taken", e.getCause());
        }
    }

    /** The largest checkpoint of this log that is on the topic; of several of that size the last. */
    Optional<Checkpoint> largest(Consumer<byte[], byte[]> consumer) {
        Checkpoint largest = null;
        var published = PublishedCheckpoints.last(consumer, key, LOOKED_AT_MAX);
        while (published.hasNext()) {
            var next = published.next();
            largest = largest == null || next.size() >= largest.size() ? next : largest;
        }
        return Optional.ofNullable(largest);
    }

    @Override
    public void close() {
        producer.close(CLOSE_TIMEOUT);
    }
}
