package dev.recount.standalone.detection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.recount.alert.Alert;
import dev.recount.codec.Codecs;
import dev.recount.event.Event;
import dev.recount.event.NineSeconds;
import dev.recount.runtime.health.Check;
import dev.recount.standalone.broker.EmbeddedKafka;
import dev.recount.standalone.broker.PublicTopics;
import dev.recount.standalone.broker.TopicSetup;
import dev.recount.standalone.data.DataDirectory;
import dev.recount.streams.detect.LiveRules;
import dev.recount.streams.detect.RuleBook;
import dev.recount.streams.detect.RuleFiles;
import dev.recount.streams.log.LogReplay;
import dev.recount.streams.log.ReplayBounds;
import dev.recount.streams.log.TopicReader;
import dev.recount.streams.replay.AlertDifference;
import dev.recount.streams.replay.Detector;
import dev.recount.streams.replay.ReplayProgress;
import dev.recount.streams.replay.ReplayReport;
import dev.recount.streams.replay.TimeRange;
import dev.recount.streams.topology.DetectionSettings;
import dev.recount.streams.topology.RecountDetect;
import dev.recount.topic.Topics;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The same alerts on a real Kafka, whatever the number of partitions, across a restart, as in memory. */
@Timeout(120)
class DetectionOnKafkaTest {

    private static final Codecs CODECS = Codecs.released();
    private static final RuleBook RULES = RuleFiles.shippedBook();
    private static final ReplayBounds BOUNDS = new ReplayBounds(2, 50, 10_000);

    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 12})
    void ends_with_the_same_alerts_as_in_memory(int partitions) throws Exception {
        var events = new ArrayList<>(NineSeconds.incident());
        NineSeconds.twins()
                .forEach((name, twin) -> events.addAll(
                        twin.stream().filter(event -> event.reference() == null).toList()));
        Collections.shuffle(events, new Random(partitions));
        var expected = inMemory(events);
        try (var data = DataDirectory.open(directory.resolve("data"));
                var kafka = new EmbeddedKafka(data)) {
            kafka.start();
            try (var admin = Admin.create(address(kafka))) {
                new TopicSetup(admin, Duration.ofSeconds(20)).ensure(PublicTopics.with(partitions, 1));
            }
            try (var detect = started(kafka)) {
                send(kafka, events.subList(0, events.size() / 2));
                ready(detect);
            }
            try (var detect = started(kafka)) {
                send(kafka, events.subList(events.size() / 2, events.size()));
                ready(detect);
                await().atMost(Duration.ofSeconds(30))
                        .untilAsserted(() -> assertThat(standing(kafka)).isEqualTo(expected));
                await().atMost(Duration.ofSeconds(30))
                        .untilAsserted(
                                () -> assertThat(replayed(kafka).difference()).matches(AlertDifference::isEmpty));
            }
        }
    }

    private RecountDetect started(EmbeddedKafka kafka) {
        var settings = DetectionSettings.of(kafka.bootstrap().toString(), "one", directory.resolve("state"));
        var detect = new RecountDetect(settings, CODECS, LiveRules.always(RULES));
        detect.start();
        return detect;
    }

    private static void ready(RecountDetect detect) {
        await().atMost(Duration.ofSeconds(30)).until(() -> detect.check() instanceof Check.Up);
    }

    /** Through so little memory that it has to read its partitions more than once. */
    private static ReplayReport replayed(EmbeddedKafka kafka) throws InterruptedException {
        var topics =
                new TopicReader(Map.of("bootstrap.servers", kafka.bootstrap().toString()));
        var progress = new ReplayProgress();
        var report = new LogReplay(topics, CODECS, BOUNDS)
                .run(entries -> RULES, TimeRange.ALWAYS, Clock.systemUTC().instant(), progress);
        assertThat(progress.events()).isEqualTo(progress.total());
        assertThat(report.difference().same()).isPositive();
        return report;
    }

    private static void send(EmbeddedKafka kafka, List<Event> events) {
        try (var producer = new KafkaProducer<>(address(kafka), new StringSerializer(), new ByteArraySerializer())) {
            events.forEach(event -> producer.send(new ProducerRecord<>(
                    Topics.EVENTS.name(), Topics.key(event), CODECS.events().encode(event))));
        }
    }

    /** What stands, by id: the events it rests on. */
    private static Map<String, List<String>> standing(EmbeddedKafka kafka) {
        Map<String, Alert> alerts = new TreeMap<>();
        var partition = new TopicPartition(Topics.ALERTS.name(), 0);
        try (var consumer =
                new KafkaConsumer<>(address(kafka), new StringDeserializer(), new ByteArrayDeserializer())) {
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            long end = consumer.endOffsets(List.of(partition)).get(partition);
            while (consumer.position(partition) < end) {
                consumer.poll(Duration.ofMillis(200))
                        .forEach(record ->
                                alerts.put(record.key(), CODECS.alerts().decode(record.value())));
            }
        }
        return evidence(List.copyOf(alerts.values()));
    }

    private static Map<String, List<String>> inMemory(List<Event> events) {
        var detector = new Detector(RULES);
        detector.acceptAll(events);
        return evidence(detector.alerts());
    }

    private static Map<String, List<String>> evidence(List<Alert> alerts) {
        Map<String, List<String>> evidence = new TreeMap<>();
        alerts.stream()
                .filter(alert -> alert.status().stands())
                .forEach(alert -> evidence.put(alert.rule().id() + " " + alert.id(), alert.evidence()));
        return evidence;
    }

    private static Map<String, Object> address(EmbeddedKafka kafka) {
        return Map.of("bootstrap.servers", kafka.bootstrap().toString());
    }
}
