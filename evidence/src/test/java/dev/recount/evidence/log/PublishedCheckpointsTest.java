package dev.recount.evidence.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recount.evidence.note.Checkpoint;
import dev.recount.evidence.note.SigningKey;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.junit.jupiter.api.Test;

class PublishedCheckpointsTest {

    private final SigningKey own = key("own");
    private final SigningKey other = key("other");
    private final MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("earliest");
    private long end;

    private static SigningKey key(String name) {
        return SigningKey.of("recount.test/" + name, SigningKey.generate(new SecureRandom()));
    }

    /** What a log has signed, in a record that says whose it is. */
    private void published(SigningKey key, long size, SigningKey said) {
        var note = key.sign(new Checkpoint(key.verifier().name(), size, new byte[32]).text());
        byte[] value = note.toString().getBytes(StandardCharsets.UTF_8);
        var record = new ConsumerRecord<>(
                CheckpointRecords.TOPIC.topic(), CheckpointRecords.TOPIC.partition(), end++, new byte[0], value);
        new Publisher("blue", said.verifier()).headers().forEach(record.headers()::add);
        consumer.schedulePollTask(() -> consumer.addRecord(record));
    }

    @Test
    void those_of_a_log_are_told_from_those_of_others_which_are_named_with_their_sizes() {
        published(own, 3, own);
        published(other, 9, other);
        published(other, 4, other);
        published(key("forger"), 99, other);
        published(own, 5, own);
        consumer.updateBeginningOffsets(Map.of(CheckpointRecords.TOPIC, 0L));
        consumer.updateEndOffsets(Map.of(CheckpointRecords.TOPIC, end));

        var published = PublishedCheckpoints.all(consumer, own.verifier());

        assertThat(published).toIterable().extracting(Checkpoint::size).containsExactly(3L, 5L);
        assertThat(published.others()).isEqualTo(Map.of("recount.test/other", 9L));
    }
}
