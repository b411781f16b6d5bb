package dev.recount.bench.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.recount.alert.Alert;
import dev.recount.codec.Codecs;
import dev.recount.event.Event;
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
import dev.recount.streams.replay.ReplayProgress;
import dev.recount.streams.replay.TimeRange;
import dev.recount.streams.story.Fleet;
import dev.recount.streams.topology.DetectionSettings;
import dev.recount.streams.topology.RecountDetect;
import dev.recount.topic.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A fleet lived through by the real application on a real Kafka, out of order and partly twice, with a restart and with a second
 * instance that joins; then a replay of the log says the same. It runs when partitions are named: {@code
 * -Drecount.fleet.sessions=1000 -Drecount.fleet.partitions=1,3,12} is the whole of it.
 *
 * <p>Two fields of an alert are not held against the replay. The digest of its rule's text is left out by {@link AlertDifference},
 * because a replay may ask about other texts; here it is held against the rules themselves. The number of a revision counts what was
 * said on the way: an alert is stated anew whenever evidence comes in, so the number depends on what arrived before what, and on
 * what a restart said once more. A replay decides once, when everything is known, and has nothing to count.
 */
@EnabledIfSystemProperty(named = FleetOnKafkaTest.PARTITIONS, matches = "[0-9,]+")
class FleetOnKafkaTest {

    static final String PARTITIONS = "recount.fleet.partitions";

    private static final Path FOLDER = Path.of("..", "detections", "fixtures");
    private static final int SESSIONS = Integer.getInteger("recount.fleet.sessions", 12);
    private static final long SEED = Long.getLong("recount.fleet.seed", 1);
    private static final Duration LONG = Duration.ofMinutes(10);

    private static final Codecs CODECS = Codecs.released();
    private static final RuleBook RULES = RuleFiles.shippedBook();
    /** So little memory that larger fleets are read more than once. */
    private static final ReplayBounds BOUNDS = new ReplayBounds(2, 5_000, 1_000_000);

    @TempDir
    private Path directory;

    static Stream<Integer> partitions() {
        return Stream.of(System.getProperty(PARTITIONS).split(",")).map(Integer::valueOf);
    }

    @ParameterizedTest
    @MethodSource("partitions")
    void a_replay_of_the_log_says_what_was_said_live(int partitions) throws Exception {
        var events = Fleet.of(FOLDER, SEED, SESSIONS).delivered(SEED);
        try (var data = DataDirectory.open(directory.resolve("data"));
                var kafka = new EmbeddedKafka(data)) {
            kafka.start();
            try (var admin = Admin.create(address(kafka))) {
                new TopicSetup(admin, Duration.ofSeconds(20)).ensure(PublicTopics.with(partitions, 1));
            }
            try (var one = started(kafka, "one")) {
                send(kafka, events.subList(0, events.size() / 2));
                ready(one);
            }
            try (var one = started(kafka, "one");
                    var two = started(kafka, "two")) {
                send(kafka, events.subList(events.size() / 2, events.size()));
                ready(one);
                ready(two);
                await().atMost(LONG).untilAsserted(() -> assertThat(difference(kafka))
                        .as("seed %d", SEED)
                        .matches(AlertDifference::isEmpty));
                assertThat(said(kafka)).isNotEmpty().allSatisfy(alert -> assertThat(alert.rule())
                        .isEqualTo(RULES.ref(alert.rule().id()).orElseThrow()));
            }
        }
    }

    private RecountDetect started(EmbeddedKafka kafka, String instance) {
        var settings =
                DetectionSettings.of(kafka.bootstrap().toString(), instance, directory.resolve("state-" + instance));
        var detect = new RecountDetect(settings, CODECS, LiveRules.always(RULES));
        detect.start();
        return detect;
    }

    private static void ready(RecountDetect detect) {
        await().atMost(LONG).until(() -> detect.check() instanceof Check.Up);
    }

    private static AlertDifference difference(EmbeddedKafka kafka) throws InterruptedException {
        var topics =
                new TopicReader(Map.of("bootstrap.servers", kafka.bootstrap().toString()));
        var difference = new LogReplay(topics, CODECS, BOUNDS)
                .run(entries -> RULES, TimeRange.ALWAYS, new Fleet(List.of()).end(), new ReplayProgress())
                .difference();
        assertThat(difference.same()).isPositive();
        return difference;
    }

    /** Every revision on the topic of alerts. */
    private static List<Alert> said(EmbeddedKafka kafka) {
        var at = new TopicPartition(Topics.ALERTS.name(), 0);
        List<Alert> said = new ArrayList<>();
        try (var consumer =
                new KafkaConsumer<>(address(kafka), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.assign(List.of(at));
            consumer.seekToBeginning(List.of(at));
            long end = consumer.endOffsets(List.of(at)).getOrDefault(at, 0L);
            while (consumer.position(at) < end) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(200))) {
                    said.add(CODECS.alerts().decode(record.value()));
                }
            }
        }
        return said;
    }

    private static void send(EmbeddedKafka kafka, List<Event> events) {
        try (var producer = new KafkaProducer<>(address(kafka), new StringSerializer(), new ByteArraySerializer())) {
            events.forEach(event -> producer.send(new ProducerRecord<>(
                    Topics.EVENTS.name(), Topics.key(event), CODECS.events().encode(event))));
        }
    }

    private static Map<String, Object> address(EmbeddedKafka kafka) {
        return Map.of("bootstrap.servers", kafka.bootstrap().toString());
    }
}
