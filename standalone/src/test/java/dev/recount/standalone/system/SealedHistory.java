package dev.recount.standalone.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.recount.evidence.merkle.Consistency;
import dev.recount.evidence.note.Checkpoint;
import dev.recount.evidence.note.SignedNote;
import dev.recount.evidence.note.VerifierKey;
import dev.recount.topic.Topics;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.awaitility.Awaitility;

/** What a server has ever published about its log, held to be one history: every root once, each continuing the last. */
final class SealedHistory {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final RunningRecount recount;
    private final VerifierKey key;

    SealedHistory(RunningRecount recount) throws IOException {
        this.recount = recount;
        this.key = VerifierKey.parse(latest().path("vkey").asText());
    }

    private JsonNode latest() throws IOException {
        return MAPPER.readTree(recount.get("/v1/checkpoints/latest"));
    }

    void assertItIsOne() throws IOException {
        long records = records();
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(latest().path("size").asLong()).isGreaterThanOrEqualTo(records));
        Map<Long, Checkpoint> bySize = new TreeMap<>();
        for (SignedNote note : published()) {
            assertThat(note.isSignedBy(key)).isTrue();
            var checkpoint = Checkpoint.parse(note.text());
            var known = bySize.putIfAbsent(checkpoint.size(), checkpoint);
            assertThat(known == null || known.equals(checkpoint))
                    .as("one root for size %d", checkpoint.size())
                    .isTrue();
        }
        assertEachContinuesTheLast(new ArrayList<>(bySize.values()));
    }

    private void assertEachContinuesTheLast(List<Checkpoint> checkpoints) throws IOException {
        assertThat(checkpoints).isNotEmpty();
        for (int i = 1; i < checkpoints.size(); i++) {
            var earlier = checkpoints.get(i - 1);
            var later = checkpoints.get(i);
            var answer = MAPPER.readTree(
                    recount.get("/v1/checkpoints/consistency?from=" + earlier.size() + "&to=" + later.size()));
            var hashes = new ArrayList<byte[]>();
            answer.path("hashes").forEach(hash -> hashes.add(HexFormat.of().parseHex(hash.asText())));
            assertThat(Consistency.verify(earlier.size(), earlier.root(), later.size(), later.root(), hashes))
                    .as("%d continues %d", later.size(), earlier.size())
                    .isTrue();
        }
    }

    private KafkaConsumer<byte[], byte[]> consumer() throws IOException {
        return new KafkaConsumer<>(
                Map.of("bootstrap.servers", recount.bootstrap(), "auto.offset.reset", "earliest"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
    }

    private long records() throws IOException {
        try (var consumer = consumer()) {
            var partitions = consumer.partitionsFor(Topics.EVENTS.name()).stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            return consumer.endOffsets(partitions).values().stream()
                    .mapToLong(Long::longValue)
                    .sum();
        }
    }

    private List<SignedNote> published() throws IOException {
        var topic = List.of(new TopicPartition(Topics.CHECKPOINTS.name(), 0));
        var notes = new ArrayList<SignedNote>();
        try (var consumer = consumer()) {
            consumer.assign(topic);
            long end = consumer.endOffsets(topic).get(topic.get(0));
            consumer.seekToBeginning(topic);
            while (consumer.position(topic.get(0)) < end) {
                consumer.poll(Duration.ofMillis(200))
                        .forEach(record ->
                                notes.add(SignedNote.parse(new String(record.value(), StandardCharsets.UTF_8))));
            }
        }
        return notes;
    }
}
