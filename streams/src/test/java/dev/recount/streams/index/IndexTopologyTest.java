package dev.recount.streams.index;

import static dev.recount.event.TestEvents.BARE;
import static dev.recount.event.TestEvents.EVERYTHING;
import static dev.recount.event.TestEvents.T0;
import static org.assertj.core.api.Assertions.assertThat;

import dev.recount.alert.Alert;
import dev.recount.alert.AlertStatus;
import dev.recount.alert.Level;
import dev.recount.alert.RuleRef;
import dev.recount.codec.Codecs;
import dev.recount.event.Event;
import dev.recount.event.EventType;
import dev.recount.event.Session;
import dev.recount.reference.RegistryEntry;
import dev.recount.topic.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IndexTopologyTest {

    private static final Codecs CODECS = Codecs.released();
    private static final long MEMORY_BYTES = 8 << 20;

    @TempDir
    Path folder;

    private final IndexCounters counters = new IndexCounters();
    private final AtomicInteger changes = new AtomicInteger();
    private IndexFiles files;
    private TopologyTestDriver driver;

    @BeforeEach
    void open() {
        files = new IndexFiles(folder.resolve("stores"), MEMORY_BYTES);
        var topology = new IndexTopology(CODECS, files, counters, changes::incrementAndGet).topology();
        var settings = new Properties();
        settings.put(StreamsConfig.STATE_DIR_CONFIG, folder.resolve("tasks").toString());
        driver = new TopologyTestDriver(topology, settings);
    }

    @AfterEach
    void close() {
        driver.close();
        files.close();
    }

    @Test
    void finds_an_event_by_everything_it_speaks_of() {
        send(EVERYTHING);

        assertThat(found(Dimension.ALL, "")).containsExactly("evt-everything");
        assertThat(found(Dimension.SESSION, "sess-1")).containsExactly("evt-everything");
        assertThat(found(Dimension.ACTOR, "agent:cursor/sess-1")).containsExactly("evt-everything");
        assertThat(found(Dimension.CREDENTIAL, "fp_00112233445566778899aabbccddeeff"))
                .containsExactly("evt-everything");
        assertThat(found(Dimension.CREDENTIAL, "tok-1")).containsExactly("evt-everything");
        assertThat(found(Dimension.MINTED_FROM, "fp_ffeeddccbbaa99887766554433221100"))
                .containsExactly("evt-everything");
        assertThat(found(Dimension.RESOURCE, "railway:volume/3d2c42fb")).containsExactly("evt-everything");
        assertThat(found(Dimension.PROTECTION_GROUP, "pg-main")).containsExactly("evt-everything");
        assertThat(found(Dimension.TRACE, "4bf92f3577b34da6a3ce929d0e0e4736")).containsExactly("evt-everything");
        assertThat(found(Dimension.ACTION, "act-1")).containsExactly("evt-everything");
        assertThat(found(Dimension.CAUSED_BY, "evt-0")).containsExactly("evt-everything");
        assertThat(found(Dimension.CORRELATION, "inc-1")).containsExactly("evt-everything");
        assertThat(found(Dimension.SESSION, "sess")).isEmpty();
    }

    @Test
    void orders_1970_before_now_before_2100() {
        send(at("now", T0), at("late", Instant.parse("2100-01-01T00:00:00Z")), at("early", Instant.EPOCH));
        send(at("before", Instant.parse("1969-07-20T20:17:40Z")));

        assertThat(found(Dimension.ALL, "")).containsExactly("before", "early", "now", "late");
    }

    @Test
    void keeps_the_first_event_of_an_id_and_counts_those_that_say_something_else() {
        var again = BARE.toBuilder().recordedAt(T0.plusSeconds(9)).build();
        var other = BARE.toBuilder().traceId("other").build();
        send(BARE, again, other);

        assertThat(found(Dimension.ALL, "")).containsExactly("evt-bare");
        assertThat(found(Dimension.TRACE, "other")).isEmpty();
        assertThat(counters.conflictingIds().sum()).isEqualTo(1);
        assertThat(events()).containsExactly(BARE);
    }

    @Test
    void shows_what_came_together_at_once_and_tells_of_it_once() {
        pipe(BARE, EVERYTHING);
        assertThat(found(Dimension.ALL, "")).isEmpty();

        show();

        assertThat(found(Dimension.ALL, "")).containsExactlyInAnyOrder("evt-bare", "evt-everything");
        assertThat(changes).hasValue(1);
        assertThat(counters.indexed().sum()).isEqualTo(2);
    }

    @Test
    void knows_a_repetition_from_before_and_from_the_same_moment() {
        send(BARE);
        send(BARE, EVERYTHING, EVERYTHING);

        assertThat(found(Dimension.ALL, "")).containsExactlyInAnyOrder("evt-bare", "evt-everything");
        assertThat(counters.conflictingIds().sum()).isZero();
    }

    @Test
    void deletes_what_was_declared_in_the_same_moment() {
        var entry = new RegistryEntry("resources", "railway:volume/*", List.of());
        input(Topics.REGISTRY.name()).pipeInput(entry.key(), CODECS.registry().encode(entry));
        input(Topics.REGISTRY.name()).pipeInput(entry.key(), null);
        show();

        assertThat(values(files.database(IndexStores.REGISTRY), TableKeys.group("resources")))
                .isEmpty();
    }

    @Test
    void ends_a_fold_that_was_cut_short() {
        var database = files.database(IndexStores.EVENTS);
        var half = new IndexBatch(database, 0);
        half.put(EventKeys.byId("evt-bare", 0), EventKeys.offset(0));
        database.apply(half, IndexDatabase.NOTHING);

        send(BARE);

        assertThat(found(Dimension.ALL, "")).containsExactly("evt-bare");
    }

    @Test
    void fills_in_what_a_producer_outside_left_out() {
        driver.createInputTopic(Topics.EVENTS.name(), new StringSerializer(), new ByteArraySerializer())
                .pipeInput(new TestRecord<>(
                        "k", CODECS.events().encode(Event.of(EventType.RECORDER).build()), T0));
        show();

        assertThat(events()).singleElement().satisfies(event -> {
            assertThat(event.id()).isEqualTo("recount.events-0-0");
            assertThat(event.occurredAt()).isEqualTo(T0);
            assertThat(event.recordedAt()).isEqualTo(T0);
        });
    }

    @Test
    void goes_on_after_a_record_that_nobody_can_read() {
        input(Topics.EVENTS.name()).pipeInput("k", new byte[] {0, 0, 0, 0, 9, 1});
        input(Topics.EVENTS.name()).pipeInput("k", null);
        send(BARE);

        assertThat(found(Dimension.ALL, "")).containsExactly("evt-bare");
        assertThat(counters.undecodable().sum()).isEqualTo(1);
        assertThat(files.database(IndexStores.EVENTS).position(0)).isEqualTo(2);
    }

    @Test
    void replaces_an_alert_by_its_next_revision_in_every_place() {
        var first = alert(1, T0, List.of("e1", "e2"));
        var second = alert(2, T0.plusSeconds(1), List.of("e2"));
        input(Topics.ALERTS.name()).pipeInput("a", CODECS.alerts().encode(first));
        show();
        input(Topics.ALERTS.name()).pipeInput("a", CODECS.alerts().encode(second));
        show();

        var store = files.database(IndexStores.ALERTS);
        assertThat(CODECS.alerts().decode(store.get(TableKeys.value("", "a")))).isEqualTo(second);
        assertThat(values(store, TableKeys.times())).hasSize(1);
        assertThat(values(store, TableKeys.references("e1"))).isEmpty();
        assertThat(values(store, TableKeys.references("e2"))).containsExactly(TableKeys.value("", "a"));
        assertThat(changes).hasValue(2);
    }

    @Test
    void forgets_a_registry_entry_that_was_deleted() {
        var entry = new RegistryEntry("resources", "railway:volume/*", List.of());
        input(Topics.REGISTRY.name()).pipeInput(entry.key(), CODECS.registry().encode(entry));
        show();
        var store = files.database(IndexStores.REGISTRY);
        assertThat(values(store, TableKeys.group("resources"))).hasSize(1);

        input(Topics.REGISTRY.name()).pipeInput(entry.key(), null);
        show();

        assertThat(values(store, TableKeys.group("resources"))).isEmpty();
    }

    @Test
    void goes_on_where_it_stood_when_opened_again() {
        send(BARE);
        close();
        open();
        // The driver counts offsets from 0 again, as Kafka would send what was sent before.
        send(BARE, EVERYTHING);

        assertThat(found(Dimension.ALL, "")).containsExactlyInAnyOrder("evt-bare", "evt-everything");
        assertThat(counters.indexed().sum()).isEqualTo(2);
    }

    @Test
    void partitions_share_a_store_and_each_goes_on_where_it_stood() {
        try (var index = new FoldedIndex(folder.resolve("shared"))) {
            index.add(0, at("a", T0.plusSeconds(1)));
            index.add(2, at("b", T0));
            index.add(2, at("c", T0.plusSeconds(2)));
        }
        try (var again = new IndexFiles(folder.resolve("shared"), MEMORY_BYTES)) {
            var store = again.database(IndexStores.EVENTS);

            assertThat(store.partitions()).containsExactlyInAnyOrder(0, 2);
            assertThat(List.of(store.position(0), store.position(1), store.position(2)))
                    .containsExactly(0L, IndexDatabase.NOTHING, 1L);
            assertThat(found(store, Dimension.SESSION, "s")).containsExactly("b", "a", "c");
        }
    }

    @Test
    void reads_of_a_closed_index_are_refused_and_take_nothing_down() {
        var database = files.database(IndexStores.EVENTS);
        files.close();

        org.assertj.core.api.Assertions.assertThatThrownBy(() -> database.get(new byte[] {1}))
                .isInstanceOf(IndexUnavailable.class);
        org.assertj.core.api.Assertions.assertThatThrownBy(() -> database.scan(new byte[] {1}, new byte[] {2}, false))
                .isInstanceOf(IndexUnavailable.class);
    }

    private static Event at(String id, Instant time) {
        return BARE.toBuilder()
                .id(id)
                .occurredAt(time)
                .session(new Session("s", null, null, null, null))
                .build();
    }

    private static Alert alert(long revision, Instant raisedAt, List<String> evidence) {
        var rule = new RuleRef("SEQ-01", null, Level.CRITICAL, null, List.of(), null);
        return new Alert(
                "a",
                revision,
                AlertStatus.CONFIRMED,
                rule,
                Level.CRITICAL,
                raisedAt,
                Map.of(),
                evidence,
                List.of(),
                null,
                null,
                T0,
                T0,
                0,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                true,
                List.of());
    }

    private void send(Event... events) {
        pipe(events);
        show();
    }

    private void pipe(Event... events) {
        for (Event event : events) {
            input(Topics.EVENTS.name())
                    .pipeInput(Topics.key(event), CODECS.events().encode(event));
        }
    }

    /** Lets the moment pass after which what was gathered becomes visible. */
    private void show() {
        driver.advanceWallClockTime(Duration.ofMillis(5));
    }

    private TestInputTopic<String, byte[]> input(String topic) {
        return driver.createInputTopic(topic, new StringSerializer(), new ByteArraySerializer());
    }

    private List<String> found(Dimension dimension, String id) {
        return found(files.database(IndexStores.EVENTS), dimension, id);
    }

    private static List<String> found(OrderedReads store, Dimension dimension, String id) {
        var ids = new ArrayList<String>();
        try (var scan =
                store.scan(EventKeys.from(dimension, id, Long.MIN_VALUE), EventKeys.end(dimension, id), false)) {
            while (scan.next()) {
                var entry = EventKeys.entry(scan.key(), scan.value());
                ids.add(CODECS.events()
                        .decode(store.get(EventKeys.body(entry.partition(), entry.offset())))
                        .id());
            }
        }
        return ids;
    }

    private List<Event> events() {
        var events = new ArrayList<Event>();
        var store = files.database(IndexStores.EVENTS);
        try (var scan = store.scan(EventKeys.bodies(0), EventKeys.bodies(1), false)) {
            while (scan.next()) {
                events.add(CODECS.events().decode(scan.value()));
            }
        }
        return events;
    }

    private static List<byte[]> values(OrderedReads store, byte[] prefix) {
        var values = new ArrayList<byte[]>();
        try (var scan = store.scan(prefix, TableKeys.after(prefix), false)) {
            while (scan.next()) {
                values.add(scan.value());
            }
        }
        return values;
    }
}
