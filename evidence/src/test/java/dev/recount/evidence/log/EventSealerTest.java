package dev.recount.evidence.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recount.codec.Codecs;
import dev.recount.evidence.note.Checkpoint;
import dev.recount.evidence.note.SigningKey;
import dev.recount.evidence.seal.EvidenceLog;
import dev.recount.evidence.seal.SealPolicy;
import dev.recount.evidence.tile.Disk;
import dev.recount.runtime.health.Check;
import dev.recount.topic.Topics;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EventSealerTest {

    private static final int RECORDS = 300;
    private static final TopicPartition EVENTS = new TopicPartition(Topics.EVENTS.name(), 0);
    private static final SealPolicy AT_ONCE = new SealPolicy(Duration.ZERO, 1);

    private final SigningKey key = SigningKey.of("recount.test/log", SigningKey.generate(new SecureRandom()));

    @TempDir
    Path folder;

    /** Full at first: half of what is written arrives. */
    private static final class FullDisk implements Disk {
        private volatile boolean full = true;

        @Override
        public void write(FileChannel channel, ByteBuffer bytes, long position) throws IOException {
            if (full) {
                bytes.limit(bytes.position() + bytes.remaining() / 2);
                REAL.write(channel, bytes, position);
                throw new IOException("No space left on device");
            }
            REAL.write(channel, bytes, position);
        }

        @Override
        public void force(FileChannel channel) throws IOException {
            REAL.force(channel);
        }

        @Override
        public void replace(Path fresh, Path file) throws IOException {
            REAL.replace(fresh, file);
        }
    }

    /** A Kafka whose one partition of events has so many records that are no events, which are leaves too. */
    private static Consumer<byte[], byte[]> records() {
        return records(List.of());
    }

    private static Consumer<byte[], byte[]> records(List<byte[]> published) {
        return records(published, List.of());
    }

    private static Consumer<byte[], byte[]> records(List<byte[]> published, List<Header> headers) {
        var consumer = new MockConsumer<byte[], byte[]>("earliest");
        consumer.updatePartitions(
                EVENTS.topic(), List.of(new PartitionInfo(EVENTS.topic(), EVENTS.partition(), null, null, null)));
        consumer.updateBeginningOffsets(Map.of(EVENTS, 0L, CheckpointRecords.TOPIC, 0L));
        consumer.updateEndOffsets(Map.of(EVENTS, (long) RECORDS, CheckpointRecords.TOPIC, (long) published.size()));
        for (int i = 0; i < published.size(); i++) {
            var note = new ConsumerRecord<>(Topics.CHECKPOINTS.name(), 0, i, new byte[0], published.get(i));
            headers.forEach(note.headers()::add);
            consumer.schedulePollTask(() -> consumer.addRecord(note));
        }
        consumer.schedulePollTask(() -> LongStream.range(0, RECORDS)
                .forEach(offset -> consumer.addRecord(new ConsumerRecord<>(
                        EVENTS.topic(), EVENTS.partition(), offset, new byte[0], new byte[] {7}))));
        return consumer;
    }

    private EventSealer sealer(EvidenceLog log, Supplier<Consumer<byte[], byte[]>> records) {
        var clients = new SealingClients() {
            @Override
            public Consumer<byte[], byte[]> records() {
                return records.get();
            }

            @Override
            public Producer<String, byte[]> checkpoints() {
                return new MockProducer<>(true, null, new StringSerializer(), new ByteArraySerializer());
            }
        };
        return new EventSealer(clients, "blue", Codecs.released().events(), log, AT_ONCE);
    }

    @Test
    void a_disk_that_was_full_once_is_written_again_from_the_last_checkpoint_on() throws Exception {
        var disk = new FullDisk();
        try (var sealer = sealer(EvidenceLog.open(folder, key, disk), EventSealerTest::records)) {
            sealer.start();
            Awaitility.await()
                    .untilAsserted(() -> assertThat(sealer.check().fault().orElse(""))
                            .contains("the evidence folder cannot be written"));
            assertThat(sealer.sealed().size()).isZero();
            disk.full = false;
            Awaitility.await().untilAsserted(() -> {
                assertThat(sealer.sealed().size()).isEqualTo(RECORDS);
                assertThat(sealer.check().fault()).isEmpty();
            });
        }
        try (var log = EvidenceLog.open(folder, key)) {
            assertThat(log.sealed().leafOf(0, RECORDS - 1)).hasValue(RECORDS - 1);
        }
    }

    @Test
    void a_longer_tree_of_the_same_key_that_has_another_beginning_than_was_published_stands_still() throws Exception {
        var log = EvidenceLog.open(folder, key);
        for (int offset = 0; offset < 3; offset++) {
            log.append(0, offset, new byte[] {7});
        }
        assertThat(log.seal().size()).isEqualTo(3);
        var other = new Checkpoint(key.verifier().name(), 2, new byte[32]);
        var published = key.sign(other.text()).toString().getBytes(StandardCharsets.UTF_8);
        try (var sealer = sealer(log, () -> records(List.of(published)))) {
            sealer.start();
            Awaitility.await()
                    .untilAsserted(
                            () -> assertThat(sealer.check().fault().orElse("")).contains("nothing more is sealed"));
        }
    }

    private EventSealer afterAnotherLogOf(String instance, SigningKey lost) throws IOException {
        var last = new Checkpoint(lost.verifier().name(), 9, new byte[32]);
        var published = lost.sign(last.text()).toString().getBytes(StandardCharsets.UTF_8);
        var headers = new Publisher(instance, lost.verifier()).headers();
        return sealer(EvidenceLog.open(folder, key), () -> records(List.of(published), headers));
    }

    @Test
    void an_empty_folder_of_an_instance_that_has_published_is_filled_only_when_somebody_says_so() throws Exception {
        var lost = SigningKey.of("recount.test/lost", SigningKey.generate(new SecureRandom()));
        try (var sealer = afterAnotherLogOf("blue", lost)) {
            sealer.start();
            Awaitility.await()
                    .untilAsserted(() -> assertThat(sealer.check().notice().orElse(""))
                            .contains("its folder is empty", "recount evidence begin"));
            assertThat(sealer.check()).isInstanceOf(Check.Stuck.class);
            assertThat(sealer.sealed().size()).isZero();
            var ended = sealer.lost().orElseThrow();
            assertThat(ended.key()).hasToString(lost.verifier().toString());
            assertThat(ended.last().size()).isEqualTo(9);
            sealer.begin();
            Awaitility.await()
                    .untilAsserted(() -> assertThat(sealer.sealed().size()).isEqualTo(RECORDS));
            assertThat(sealer.check().fault()).isEmpty();
            assertThat(sealer.lost()).isEmpty();
        }
    }

    @Test
    void what_another_instance_has_published_or_nobody_has_signed_stops_no_beginning() throws Exception {
        var other = SigningKey.of("recount.test/other", SigningKey.generate(new SecureRandom()));
        try (var sealer = afterAnotherLogOf("green", other)) {
            sealer.start();
            Awaitility.await()
                    .untilAsserted(() -> assertThat(sealer.sealed().size()).isEqualTo(RECORDS));
        }
        var record = new ConsumerRecord<>(Topics.CHECKPOINTS.name(), 0, 0, new byte[0], new byte[] {1});
        new Publisher("blue", other.verifier()).headers().forEach(record.headers()::add);
        assertThat(new Publisher("blue", key.verifier()).lost(record)).isEmpty();
    }

    @Test
    void a_sealer_that_waits_for_somebody_to_say_so_can_be_closed() throws Exception {
        var lost = SigningKey.of("recount.test/lost", SigningKey.generate(new SecureRandom()));
        long before;
        try (var sealer = afterAnotherLogOf("blue", lost)) {
            sealer.start();
            Awaitility.await().until(() -> sealer.lost().isPresent());
            before = System.nanoTime();
        }
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(5));
    }

    @Test
    void an_end_of_sealing_that_nothing_can_mend_is_said_with_its_reason() throws Exception {
        try (var sealer = sealer(EvidenceLog.open(folder, key), () -> {
            throw new NoClassDefFoundError("lost");
        })) {
            sealer.start();
            Awaitility.await()
                    .untilAsserted(() -> assertThat(sealer.check().fault().orElse(""))
                            .contains("sealing has ended (NoClassDefFoundError)"));
        }
    }
}
