package dev.recount.evidence.log;

import dev.recount.evidence.note.Checkpoint;
import dev.recount.evidence.note.MalformedNote;
import dev.recount.evidence.note.SignedNote;
import dev.recount.evidence.note.VerifierKey;
import dev.recount.topic.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Queue;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * The checkpoints of one log on {@code recount.checkpoints}, in their order, to what the end of the topic was at the
 * beginning. Anybody may write to a topic; only what the log signed counts.
 */
public final class PublishedCheckpoints implements Iterator<Checkpoint> {

    static final TopicPartition TOPIC = new TopicPartition(Topics.CHECKPOINTS.name(), 0);

    private static final Duration POLL = Duration.ofMillis(200);
    private static final int PATIENCE_POLLS = 150;

    private final Consumer<byte[], byte[]> consumer;
    private final VerifierKey key;
    private final long end;
    private final Queue<Checkpoint> read = new ArrayDeque<>();

    private PublishedCheckpoints(Consumer<byte[], byte[]> consumer, VerifierKey key, long most) {
        this.consumer = consumer;
        this.key = key;
        var topic = List.of(TOPIC);
        consumer.assign(topic);
        end = consumer.endOffsets(topic).getOrDefault(TOPIC, 0L);
        long begin = consumer.beginningOffsets(topic).getOrDefault(TOPIC, 0L);
        consumer.seek(TOPIC, Math.max(begin, end - most));
    }

    /**
     * All that are there.
     *
     * @param consumer assigned anew, and used until the last one is read
     */
    public static PublishedCheckpoints all(Consumer<byte[], byte[]> consumer, VerifierKey key) {
        return new PublishedCheckpoints(consumer, key, Long.MAX_VALUE);
    }

    /** Those among the last {@code most} records; other logs on the same Kafka publish here too. */
    static PublishedCheckpoints last(Consumer<byte[], byte[]> consumer, VerifierKey key, long most) {
        return new PublishedCheckpoints(consumer, key, most);
    }

    @Override
    public boolean hasNext() {
        for (int polls = 0; read.isEmpty() && consumer.position(TOPIC) < end; polls++) {
            if (polls == PATIENCE_POLLS) {
                throw new KafkaException(TOPIC.topic() + " cannot be read on");
            }
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                if (record.offset() < end) {
                    own(record.value()).ifPresent(read::add);
                    polls = 0;
                }
            }
        }
        return !read.isEmpty();
    }

    @Override
    public Checkpoint next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        return read.remove();
    }

    private Optional<Checkpoint> own(byte @Nullable [] value) {
        if (value == null) {
            return Optional.empty();
        }
        try {
            var note = SignedNote.parse(new String(value, StandardCharsets.UTF_8));
            return note.isSignedBy(key) ? Optional.of(Checkpoint.parse(note.text())) : Optional.empty();
        } catch (MalformedNote e) {
            return Optional.empty();
        }
    }
}
