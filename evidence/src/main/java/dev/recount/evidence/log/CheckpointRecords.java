package dev.recount.evidence.log;

import dev.recount.topic.Topics;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Queue;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/** The records of {@code recount.checkpoints}, whoever wrote them, to what the end of the topic was at the beginning. */
final class CheckpointRecords implements Iterator<ConsumerRecord<byte[], byte[]>> {

    static final TopicPartition TOPIC = new TopicPartition(Topics.CHECKPOINTS.name(), 0);

    private static final Duration POLL = Duration.ofMillis(200);
    private static final int PATIENCE_POLLS = 150;

    private final Consumer<byte[], byte[]> consumer;
    private final long end;
    private final Queue<ConsumerRecord<byte[], byte[]>> read = new ArrayDeque<>();

    /**
     * Those among the last {@code most}.
     *
     * @param consumer assigned anew, and used until the last one is read
     */
    CheckpointRecords(Consumer<byte[], byte[]> consumer, long most) {
        this.consumer = consumer;
        var topic = List.of(TOPIC);
        consumer.assign(topic);
        end = consumer.endOffsets(topic).getOrDefault(TOPIC, 0L);
        long begin = consumer.beginningOffsets(topic).getOrDefault(TOPIC, 0L);
        consumer.seek(TOPIC, Math.max(begin, end - most));
    }

    @Override
    public boolean hasNext() {
        for (int polls = 0; read.isEmpty() && consumer.position(TOPIC) < end; polls++) {
            if (polls == PATIENCE_POLLS) {
                throw new KafkaException(TOPIC.topic() + " cannot be read on");
            }
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                if (record.offset() < end) {
                    read.add(record);
                    polls = 0;
                }
            }
        }
        return !read.isEmpty();
    }

    @Override
    public ConsumerRecord<byte[], byte[]> next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        return read.remove();
    }
}
