package dev.recount.standalone.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.recount.alert.Alert;
import dev.recount.alert.AlertStatus;
import dev.recount.alert.Level;
import dev.recount.alert.RuleRef;
import dev.recount.codec.Codecs;
import dev.recount.event.Event;
import dev.recount.event.EventType;
import dev.recount.event.Session;
import dev.recount.event.TestEvents;
import dev.recount.query.Views;
import dev.recount.query.event.RecordedEvent;
import dev.recount.query.event.TimeRange;
import dev.recount.query.index.IndexedViews;
import dev.recount.query.log.AlertTail;
import dev.recount.query.log.Recording;
import dev.recount.query.stream.AlertFeed;
import dev.recount.query.wiring.QueryService;
import dev.recount.runtime.health.Check;
import dev.recount.standalone.broker.EmbeddedKafka;
import dev.recount.standalone.broker.PublicTopics;
import dev.recount.standalone.broker.TopicSetup;
import dev.recount.standalone.data.DataDirectory;
import dev.recount.standalone.node.LogReplayDesk;
import dev.recount.standalone.node.RuleDesk;
import dev.recount.streams.detect.RuleFiles;
import dev.recount.streams.index.Dimension;
import dev.recount.streams.index.IndexConfig;
import dev.recount.streams.index.RecountIndex;
import dev.recount.streams.log.LogReplay;
import dev.recount.streams.log.ReplayBounds;
import dev.recount.streams.log.TopicReader;
import dev.recount.topic.Topic;
import dev.recount.topic.Topics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The index and the alert stream over a real broker. */
@Timeout(180)
class QueryOverKafkaTest {

    private static final Codecs CODECS = Codecs.released();
    private static final int PARTITIONS = 3;

    @TempDir
    static Path brokerFolder;

    @TempDir
    Path folder;

    private static DataDirectory data;
    private static EmbeddedKafka kafka;

    @BeforeAll
    static void start() throws Exception {
        Awaitility.setDefaultTimeout(Duration.ofSeconds(60));
        data = DataDirectory.open(brokerFolder);
        kafka = new EmbeddedKafka(data);
        kafka.start();
    }

    @AfterAll
    static void stop() throws Exception {
        kafka.close();
        data.close();
    }

    /** Every test has topics of its own, under the same names; which is also what throws an index away. */
    @BeforeEach
    void freshTopics() throws Exception {
        try (var admin = Admin.create(address())) {
            var names = Topics.ALL.stream().map(Topic::name).toList();
            var known = new HashSet<>(admin.listTopics().names().get());
            known.retainAll(names);
            admin.deleteTopics(known).all().get();
            await().until(() -> admin.listTopics().names().get().stream().noneMatch(names::contains));
            new TopicSetup(admin, Duration.ofSeconds(30)).ensure(PublicTopics.with(PARTITIONS, 1));
        }
    }

    @Test
    void what_is_in_the_log_can_be_read_and_alerts_are_pushed() throws Exception {
        var events = events(0, 300);
        produce(events.subList(0, 200));
        var service = new QueryService(
                IndexConfig.of(bootstrap(), "test", folder.resolve("index")),
                CODECS,
                event -> CompletableFuture.failedFuture(new UnsupportedOperationException()),
                new NothingUnderWay(),
                new RuleDesk(RuleFiles.shippedTexts()),
                new LogReplayDesk(
                        new LogReplay(
                                new TopicReader(Map.of("bootstrap.servers", bootstrap())),
                                CODECS,
                                new ReplayBounds(1, 1_000, 1_000)),
                        List.of()),
                new byte[16],
                List.of(),
                Clock.systemUTC(),
                new SimpleMeterRegistry());
        assertThat(service.check()).isEqualTo(Check.down("not started"));
        try (service) {
            service.start();
            await().until(() -> service.check().equals(Check.up()));
            assertThat(indexed(service.views())).hasSize(200);

            produce(events.subList(200, 300));
            await().until(() -> indexed(service.views()).size() == 300);
            assertThat(indexed(service.views())).containsExactlyElementsOf(ids(events));
        }
    }

    @Test
    void an_index_that_is_opened_again_reads_only_what_is_new() throws Exception {
        produce(events(0, 50));
        try (var index = started(folder)) {
            await().until(() -> index.counters().indexed().sum() == 50);
        }
        produce(events(50, 60));
        try (var index = started(folder)) {
            await().until(() -> indexed(views(index)).size() == 60);
            assertThat(index.counters().indexed().sum()).isEqualTo(10);
        }
    }

    @Test
    void an_index_whose_process_was_killed_loses_nothing_and_doubles_nothing() throws Exception {
        var copies = new ArrayList<Path>();
        try (var index = started(folder.resolve("living"))) {
            for (int i = 0; i < 5; i++) {
                produce(events(i * 400, (i + 1) * 400));
                // A copy of files that are being written is what a killed process leaves behind.
                copies.add(copy(folder.resolve("living"), folder.resolve("copy-" + i)));
            }
            await().until(() -> index.counters().indexed().sum() == 2_000);
        }
        for (Path copy : copies) {
            try (var index = started(copy)) {
                await().until(() -> index.check().equals(Check.up()));
                assertThat(indexed(views(index))).containsExactlyElementsOf(ids(events(0, 2_000)));
            }
        }
    }

    @Test
    void marks_of_transactions_at_the_end_of_a_topic_are_not_waited_for() throws Exception {
        commit(Topics.ALERTS, "a0", CODECS.alerts().encode(alert("a0")));
        try (var index = started(folder)) {
            assertThat(views(index).alerts().alert("a0")).isPresent();
            await().until(() -> index.behind().equals(OptionalLong.of(0)));
        }
    }

    @Test
    void an_index_of_topics_that_were_made_anew_is_rebuilt() throws Exception {
        produce(events(0, 20));
        try (var index = started(folder)) {
            await().until(() -> indexed(views(index)).size() == 20);
        }
        freshTopics();
        produce(events(20, 25));
        try (var index = started(folder)) {
            await().until(() ->
                    index.check().equals(Check.up()) && indexed(views(index)).size() == 5);
            assertThat(indexed(views(index))).containsExactlyElementsOf(ids(events(20, 25)));
        }
    }

    @Test
    void alerts_are_fed_on_as_they_are_written_and_resumed_by_offset() throws Exception {
        produce(Topics.ALERTS, "a0", CODECS.alerts().encode(alert("a0")));
        var feed = new AlertFeed(100, 100);
        try (var tail = new AlertTail(Map.of("bootstrap.servers", bootstrap()), CODECS.alerts(), feed, 100)) {
            tail.start();
            await().until(() -> tail.check().equals(Check.up()));
            var live = feed.subscribe(OptionalLong.empty());
            produce(Topics.ALERTS, "bad", new byte[] {1, 2, 3});
            produce(Topics.ALERTS, "a1", CODECS.alerts().encode(alert("a1")));

            var first = live.next(Duration.ofSeconds(10)).orElseThrow();
            assertThat(first.alert().id()).isEqualTo("a1");
            var resumed = feed.subscribe(OptionalLong.of(first.offset() - 2));
            assertThat(resumed.hasGap()).isFalse();
            assertThat(resumed.next(Duration.ofSeconds(10))
                            .orElseThrow()
                            .alert()
                            .id())
                    .isEqualTo("a1");
        }
    }

    private RecountIndex started(Path at) {
        var index = new RecountIndex(IndexConfig.of(bootstrap(), "test", at), CODECS, () -> {}, Instant::now);
        index.start();
        await().until(() -> index.check().equals(Check.up()));
        return index;
    }

    private static Views views(RecountIndex index) {
        return IndexedViews.of(index, CODECS);
    }

    private static List<String> indexed(Views views) {
        var entries = views.timelines().entries(Dimension.ALL, "", TimeRange.ALWAYS);
        return views.events().events(entries).stream().map(RecordedEvent::id).toList();
    }

    private static List<String> ids(List<Event> events) {
        return events.stream().map(Event::id).toList();
    }

    private static List<Event> events(int from, int to) {
        var events = new ArrayList<Event>();
        for (int i = from; i < to; i++) {
            var at = TestEvents.T0.plusMillis(i);
            events.add(Event.of(EventType.ACTION)
                    .id("e" + i)
                    .occurredAt(at)
                    .recordedAt(at)
                    .session(new Session("s" + i % 7, (long) i, null, null, null))
                    .build());
        }
        return events;
    }

    private static Alert alert(String id) {
        var rule = new RuleRef("SEQ-01", null, Level.HIGH, null, List.of(), null);
        return new Alert(
                id,
                1,
                AlertStatus.CONFIRMED,
                rule,
                Level.HIGH,
                TestEvents.T0,
                Map.of(),
                List.of("e"),
                List.of(),
                null,
                null,
                TestEvents.T0,
                TestEvents.T0,
                0,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                false,
                List.of());
    }

    private static void produce(List<Event> events) throws Exception {
        try (var producer = producer()) {
            for (Event event : events) {
                producer.send(new ProducerRecord<>(
                        Topics.EVENTS.name(), Topics.key(event), CODECS.events().encode(event)));
            }
        }
    }

    private static void produce(Topic topic, String key, byte[] value) throws Exception {
        try (var producer = producer()) {
            producer.send(new ProducerRecord<>(topic.name(), key, value)).get();
        }
    }

    private static void commit(Topic topic, String key, byte[] value) {
        Map<String, Object> settings = Map.of("bootstrap.servers", bootstrap(), "transactional.id", "test");
        try (var producer = new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer())) {
            producer.initTransactions();
            producer.beginTransaction();
            var unused = producer.send(new ProducerRecord<>(topic.name(), key, value));
            producer.commitTransaction();
        }
    }

    private static KafkaProducer<String, byte[]> producer() {
        return new KafkaProducer<>(address(), new StringSerializer(), new ByteArraySerializer());
    }

    private static Map<String, Object> address() {
        return Map.of("bootstrap.servers", bootstrap());
    }

    private static String bootstrap() {
        return kafka.bootstrap().toString();
    }

    private static Path copy(Path from, Path to) throws IOException {
        try (var files = Files.walk(from)) {
            files.forEach(file -> {
                try {
                    Files.copy(file, to.resolve(from.relativize(file)));
                } catch (java.nio.file.NoSuchFileException gone) {
                    // A file that was removed between being listed and being copied is gone after a crash too.
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
        return to;
    }

    private static final class NothingUnderWay implements Recording {

        @Override
        public Instant inLog() {
            return Instant.now();
        }

        @Override
        public Map<TopicPartition, Long> acknowledged() {
            return Map.of();
        }

        @Override
        public boolean isAlone() {
            return true;
        }
    }
}
