package dev.recount.evidence.log;

import dev.recount.evidence.note.Checkpoint;
import dev.recount.evidence.note.MalformedNote;
import dev.recount.evidence.note.SignedNote;
import dev.recount.evidence.note.VerifierKey;
import dev.recount.evidence.seal.SealedLog;
import dev.recount.topic.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/** {@code recount.checkpoints}: where checkpoints are published, and where a log that starts looks for its own last one. */
final class CheckpointTopic implements AutoCloseable {

    private static final TopicPartition CHECKPOINTS = new TopicPartition(Topics.CHECKPOINTS.name(), 0);
    /** How far back to look; other logs on the same Kafka publish here too. */
    private static final long LOOKED_AT_MAX = 10_000;

    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(5);

    private final Producer<String, byte[]> producer;
    private final VerifierKey key;

    CheckpointTopic(Map<String, Object> kafka, VerifierKey key) {
        var settings = new java.util.HashMap<>(kafka);
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        settings.put(ProducerConfig.CLIENT_ID_CONFIG, "recount-sealer");
        this.producer = new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
        this.key = key;
    }

    /** Returns once the topic has the checkpoint. */
    void publish(SealedLog sealed) throws InterruptedException {
        byte[] note = sealed.note().toString().getBytes(StandardCharsets.UTF_8);
        try {
            var unused = producer.send(new ProducerRecord<>(CHECKPOINTS.topic(), key.name(), note))
                    .get();
        } catch (ExecutionException e) {
            throw new KafkaException("the checkpoint was not taken", e.getCause());
        }
    }

    /** The last checkpoint of this log that is on the topic. */
    Optional<Checkpoint> last(Consumer<byte[], byte[]> consumer) {
        var topic = List.of(CHECKPOINTS);
        consumer.assign(topic);
        long end = consumer.endOffsets(topic).getOrDefault(CHECKPOINTS, 0L);
        long begin = consumer.beginningOffsets(topic).getOrDefault(CHECKPOINTS, 0L);
        consumer.seek(CHECKPOINTS, Math.max(begin, end - LOOKED_AT_MAX));
        Checkpoint last = null;
        while (consumer.position(CHECKPOINTS) < end) {
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                var own = own(record.value());
                last = own == null ? last : own;
            }
        }
        return Optional.ofNullable(last);
    }

    /** Anybody may write to a topic; only what this log signed counts. */
    private @Nullable Checkpoint own(byte @Nullable [] value) {
        if (value == null) {
            return null;
        }
        try {
            var note = SignedNote.parse(new String(value, StandardCharsets.UTF_8));
            return note.isSignedBy(key) ? Checkpoint.parse(note.text()) : null;
        } catch (MalformedNote e) {
            return null;
        }
    }

    @Override
    public void close() {
        producer.close(CLOSE_TIMEOUT);
    }
}
