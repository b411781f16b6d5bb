package dev.recount.evidence.log;

import dev.recount.evidence.note.Checkpoint;
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

    /** The same for a log that has nothing yet: whoever lost one did not publish since, and others did. */
    private static final long LOOKED_AT_FIRST_MAX = 1_000_000;

    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(5);

    private final Producer<String, byte[]> producer;
    private final Publisher publisher;

    CheckpointTopic(Producer<String, byte[]> producer, Publisher publisher) {
        this.producer = producer;
        this.publisher = publisher;
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
            var logId = publisher.key().name();
            var unused = producer.send(
                            new ProducerRecord<>(Topics.CHECKPOINTS.name(), null, logId, note, publisher.headers()))
                    .get();
        } catch (ExecutionException e) {
            throw new KafkaException("the checkpoint was not taken", e.getCause());
        }
    }

    /**
     * What is on the topic.
     *
     * @param largest checkpoint of this log; of several of that size the last
     * @param lost the log that this instance published last under another key than it has now
     */
    record Found(Optional<Checkpoint> largest, Optional<LostLog> lost) {}

    /** @param isFirst whether the log has nothing yet */
    Found find(Consumer<byte[], byte[]> consumer, boolean isFirst) {
        Checkpoint largest = null;
        LostLog lost = null;
        var records = new CheckpointRecords(consumer, isFirst ? LOOKED_AT_FIRST_MAX : LOOKED_AT_MAX);
        while (records.hasNext()) {
            var record = records.next();
            var own = PublishedCheckpoints.signed(record.value(), publisher.key());
            if (own.isPresent() && (largest == null || own.get().size() >= largest.size())) {
                largest = own.get();
            }
            lost = publisher.lost(record).orElse(lost);
        }
        return new Found(Optional.ofNullable(largest), Optional.ofNullable(lost));
    }

    @Override
    public void close() {
        producer.close(CLOSE_TIMEOUT);
    }
}
