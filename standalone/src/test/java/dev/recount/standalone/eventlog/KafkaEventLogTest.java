package dev.recount.standalone.eventlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.recount.codec.Codecs;
import dev.recount.event.Event;
import dev.recount.event.EventType;
import dev.recount.ingest.accept.Acceptance;
import dev.recount.ingest.accept.EventRedactor;
import dev.recount.ingest.accept.Item;
import dev.recount.ingest.accept.Outcome;
import dev.recount.ingest.log.EventLog;
import dev.recount.ingest.log.EventLogContract;
import dev.recount.ingest.log.KafkaEventLog;
import dev.recount.ingest.log.LogTail;
import dev.recount.ingest.log.ProducerSettings;
import dev.recount.ingest.log.Recorder;
import dev.recount.ingest.secret.FingerprintKey;
import dev.recount.ingest.secret.Fingerprinter;
import dev.recount.runtime.health.Check;
import dev.recount.standalone.broker.EmbeddedKafka;
import dev.recount.standalone.broker.PublicTopics;
import dev.recount.standalone.broker.TopicSetup;
import dev.recount.standalone.data.DataDirectory;
import dev.recount.topic.Topic;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(180)
class KafkaEventLogTest extends EventLogContract {

    private static final Instant NOW = Instant.parse("2026-04-24T16:41:07Z");
    private static final Codecs CODECS = Codecs.released();
    private static final Duration DELIVERY = Duration.ofSeconds(4);

    @TempDir
    static Path directory;

    private static DataDirectory data;
    private static EmbeddedKafka kafka;

    private KafkaEventLog log;

    @BeforeAll
    static void startBroker() throws Exception {
        data = DataDirectory.open(directory);
        kafka = startedBroker(data);
    }

    @AfterAll
    static void stopBroker() throws Exception {
        kafka.close();
        data.close();
    }

    @BeforeEach
    void connect() {
        log = KafkaEventLog.on(settings(kafka));
        log.connect();
    }

    @AfterEach
    void disconnect() {
        log.close();
    }

    @Override
    protected EventLog log() {
        return log;
    }

    @Override
    protected List<String> values(Topic topic, String key) {
        Map<String, Object> config =
                Map.of("bootstrap.servers", kafka.bootstrap().toString(), "enable.auto.commit", false);
        try (var consumer = new KafkaConsumer<>(config, new StringDeserializer(), new StringDeserializer())) {
            var partitions = consumer.partitionsFor(topic.name()).stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            var ends = consumer.endOffsets(partitions);
            var values = new ArrayList<String>();
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(Duration.ofMillis(100)).forEach(record -> {
                    if (key.equals(record.key())) {
                        values.add(record.value());
                    }
                });
            }
            return values;
        }
    }

    @Test
    void duplicates_are_known_after_a_restart() {
        var before = new Recorder(log, CODECS, 1_000, 1 << 20);
        var events = IntStream.range(0, 300).mapToObj(i -> item("restart-" + i)).toList();
        assertThat(before.record(events).join()).hasOnlyElementsOfType(Outcome.Accepted.class);

        var after = new Recorder(log, CODECS, 1_000, 1 << 20);
        long read = new LogTail(settings(kafka), CODECS.events()).readInto(after, 1_000_000);

        assertThat(read).isGreaterThanOrEqualTo(300);
        assertThat(after.record(events).join()).hasOnlyElementsOfType(Outcome.Duplicate.class);
    }

    @Test
    void a_broker_that_goes_away_is_told_and_comes_back(@TempDir Path elsewhere) throws Exception {
        try (var ownData = DataDirectory.open(elsewhere)) {
            var broker = startedBroker(ownData);
            int port = broker.bootstrap().port();
            var own = KafkaEventLog.on(settings(broker));
            own.connect();
            var recorder = new Recorder(own, CODECS, 1_000, 1 << 20);
            assertThat(recorder.record(List.of(item("away-0"))).join()).hasOnlyElementsOfType(Outcome.Accepted.class);
            assertThat(own.check()).isEqualTo(Check.up());
            broker.close();

            var lost = recorder.record(List.of(item("away-1"))).join();

            assertThat(lost).containsExactly(new Outcome.NotTaken(false));
            assertThat(own.check()).isInstanceOf(Check.Down.class);
            try (var again = new EmbeddedKafka(ownData, port)) {
                again.start();
                await().atMost(Duration.ofSeconds(60))
                        .until(() ->
                                recorder.record(List.of(item("away-1"))).join().get(0) instanceof Outcome.Accepted);
                assertThat(own.check()).isEqualTo(Check.up());
            }
            own.close();
        }
    }

    private static EmbeddedKafka startedBroker(DataDirectory directory) {
        var broker = new EmbeddedKafka(directory);
        broker.start();
        try (var admin =
                Admin.create(Map.of("bootstrap.servers", broker.bootstrap().toString()))) {
            new TopicSetup(admin, Duration.ofSeconds(60)).ensure(PublicTopics.with(2, 1));
        }
        return broker;
    }

    private static ProducerSettings settings(EmbeddedKafka broker) {
        return new ProducerSettings(broker.bootstrap().toString(), Duration.ofMillis(2), DELIVERY, Map.of());
    }

    private static Item item(String id) {
        var acceptance =
                new Acceptance(new EventRedactor(new Fingerprinter(FingerprintKey.of(new byte[16]))), CODECS.events());
        return acceptance.accept(Event.of(EventType.ACTION).id(id).build(), NOW);
    }
}
