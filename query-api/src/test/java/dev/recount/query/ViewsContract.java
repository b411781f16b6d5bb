package dev.recount.query;

import static dev.recount.event.TestEvents.BARE;
import static dev.recount.event.TestEvents.EVERYTHING;
import static dev.recount.event.TestEvents.T0;
import static org.assertj.core.api.Assertions.assertThat;

import dev.recount.alert.Alert;
import dev.recount.codec.Micros;
import dev.recount.event.Actor;
import dev.recount.event.Credential;
import dev.recount.event.Event;
import dev.recount.event.EventFacts;
import dev.recount.event.Json;
import dev.recount.event.Session;
import dev.recount.query.credential.OtherName;
import dev.recount.query.event.RecordedEvent;
import dev.recount.query.event.Sightings;
import dev.recount.query.event.TimeRange;
import dev.recount.query.event.Vicinity;
import dev.recount.query.page.Place;
import dev.recount.reference.RegistryEntry;
import dev.recount.reference.RegistryVersion;
import dev.recount.streams.index.Dimension;
import dev.recount.streams.index.IndexEntry;
import dev.recount.streams.index.Sighting;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What every implementation of the views must do. */
abstract class ViewsContract {

    @TempDir
    Path folder;

    private ViewsFixture fixture;
    private Views views;

    abstract ViewsFixture fixture(Path folder);

    @BeforeEach
    void open() {
        fixture = fixture(folder);
        views = fixture.views();
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void finds_nothing_where_nothing_is() {
        assertThat(views.events().event("x")).isEmpty();
        assertThat(views.events().newestRecordedAt()).isEmpty();
        assertThat(views.timelines().entries(Dimension.SESSION, "x", TimeRange.ALWAYS))
                .isEmpty();
        assertThat(views.facts().facts("x")).isEmpty();
        assertThat(views.alerts().alert("x")).isEmpty();
        assertThat(views.alerts().latest(null, alert -> true, 10)).isEmpty();
        assertThat(views.alerts().resting("x")).isEmpty();
        assertThat(views.incidents().incident("x")).isEmpty();
        assertThat(views.registry().entry("resources", "x")).isEmpty();
    }

    @Test
    void gives_an_event_as_it_was_recorded_and_where() {
        fixture.add(2, BARE);
        fixture.add(2, EVERYTHING);

        assertThat(views.events().event("evt-everything")).contains(new RecordedEvent(EVERYTHING, 2, 1));
        assertThat(views.events().newestRecordedAt()).contains(EVERYTHING.recordedAt());
    }

    @Test
    void an_id_in_two_partitions_is_the_event_recorded_first() {
        var later = BARE.toBuilder().recordedAt(T0.plusSeconds(1)).build();
        fixture.add(0, later);
        fixture.add(1, BARE);

        assertThat(views.events().event("evt-bare")).contains(new RecordedEvent(BARE, 1, 0));
    }

    @Test
    void merges_partitions_in_order_of_time_then_sequence_then_recording() {
        fixture.add(1, event("c", T0.plusSeconds(1), 1L));
        fixture.add(0, event("b", T0, 7L));
        fixture.add(1, event("a", T0, 2L));
        fixture.add(0, event("e", T0.plusSeconds(1), null));
        fixture.add(1, event("d", T0.plusSeconds(1), 1L));

        assertThat(ids(Dimension.SESSION, "s", false)).containsExactly("a", "b", "c", "d", "e");
        assertThat(ids(Dimension.SESSION, "s", true)).containsExactly("e", "d", "c", "b", "a");
    }

    @Test
    void reads_events_of_one_partition_where_there_are_others() {
        fixture.add(0, event("a", T0, null));
        fixture.add(1, BARE);

        assertThat(ids(Dimension.SESSION, "s", false)).containsExactly("a");
        assertThat(views.events().events(List.of())).isEmpty();
    }

    @Test
    void a_range_includes_its_start_and_not_its_end() {
        fixture.add(0, event("a", T0, null));
        fixture.add(0, event("b", T0.plusNanos(1_000), null));
        fixture.add(0, event("c", T0.plusNanos(2_000), null));
        var range = new TimeRange(Micros.of(T0), Micros.of(T0.plusNanos(2_000)));

        assertThat(views.events().events(views.timelines().entries(Dimension.ACTOR, "agent", range)))
                .extracting(RecordedEvent::id)
                .containsExactly("a", "b");
    }

    @Test
    void orders_clocks_of_1970_and_2100() {
        fixture.add(0, event("future", Instant.parse("2100-01-01T00:00:00Z"), null));
        fixture.add(1, event("past", Instant.EPOCH, null));
        fixture.add(0, event("now", T0, null));

        assertThat(ids(Dimension.ALL, "", false)).containsExactly("past", "now", "future");
    }

    @Test
    void pages_of_any_size_in_both_directions_add_up_to_the_whole() {
        long seed = new Random().nextLong();
        var random = new Random(seed);
        for (int i = 0; i < 300; i++) {
            Long seq = random.nextBoolean() ? null : (long) random.nextInt(20);
            fixture.add(random.nextInt(3), event("e" + i, T0.plusSeconds(random.nextInt(40)), seq));
        }
        var all = views.timelines().entries(Dimension.SESSION, "s", TimeRange.ALWAYS);
        assertThat(all).as("seed %d", seed).hasSize(300).isSorted();

        assertThat(pages(random.nextInt(1, 50), false)).as("seed %d", seed).isEqualTo(all);
        var backwards = new ArrayList<>(all);
        Collections.reverse(backwards);
        assertThat(pages(random.nextInt(1, 50), true)).as("seed %d", seed).isEqualTo(backwards);
    }

    @Test
    void sightings_say_what_the_events_at_the_entries_say() {
        fixture.add(1, EVERYTHING);
        fixture.add(0, credentialEvent(0, T0.plusSeconds(1)));
        for (var dimension : List.of(Dimension.ACTION, Dimension.RESOURCE, Dimension.TRACE, Dimension.CREDENTIAL)) {
            var id = id(dimension, EVERYTHING);
            var events = views.events().events(views.timelines().entries(dimension, id, TimeRange.ALWAYS));

            assertThat(views.timelines().sightings(dimension, id, TimeRange.ALWAYS, null, false, 9))
                    .as(dimension.name())
                    .isNotEmpty()
                    .isEqualTo(events.stream()
                            .map(event -> Sighting.of(event.event(), event.entry()))
                            .toList());
        }
    }

    private static String id(Dimension dimension, Event event) {
        return switch (dimension) {
            case ACTION -> event.actionId();
            case RESOURCE -> event.resourceId();
            case TRACE -> event.traceId();
            default -> event.credentialKey();
        };
    }

    @Test
    void around_is_what_lies_in_a_range_and_the_nearest_before_it() {
        long seed = new Random().nextLong();
        var random = new Random(seed);
        for (int i = 0; i < 200; i++) {
            fixture.add(random.nextInt(3), credentialEvent(i, T0.plusSeconds(random.nextInt(100))));
        }
        for (int i = 0; i < 50; i++) {
            long from = Micros.of(T0) + random.nextInt(-10, 110) * 1_000_000L;
            var range = new TimeRange(from, from + random.nextInt(20) * 1_000_000L);
            int before = random.nextInt(1, 5);
            int max = random.nextInt(5, 80);
            var around = views.timelines()
                    .around(
                            Dimension.CREDENTIAL,
                            List.of(new Vicinity("fp", range), new Vicinity("x", range)),
                            before,
                            max);

            var until = new TimeRange(Long.MIN_VALUE, range.toMicros());
            var all = views.timelines().sightings(Dimension.CREDENTIAL, "fp", until, null, false, 1_000);
            long earlier = all.stream()
                    .filter(one -> one.entry().occurredAtMicros() < from)
                    .count();
            int expected = (int) Math.min(max, all.size() - Math.max(0, earlier - before));
            var found = around.get("fp");
            assertThat(found.inOrder()).as("seed %d", seed).isEqualTo(all.subList(all.size() - expected, all.size()));
            assertThat(found.isWhole() && expected < all.size())
                    .as("seed %d", seed)
                    .isFalse();
            assertThat(around.get("x")).isEqualTo(new Sightings(List.of(), true, range.toMicros()));
        }
    }

    private static Event credentialEvent(int i, Instant at) {
        return EVERYTHING.toBuilder()
                .id("c" + i)
                .occurredAt(at)
                .credential(new Credential("fp", null, null, null, null, null, null, null))
                .build();
    }

    @Test
    void knows_when_ids_were_first_recorded() {
        fixture.add(0, BARE.toBuilder().recordedAt(T0.plusSeconds(1)).build());
        fixture.add(1, BARE);

        assertThat(views.events().firstRecorded(List.of("evt-bare", "evt", "none")))
                .isEqualTo(Map.of("evt-bare", Micros.of(BARE.recordedAt())));
    }

    @Test
    void knows_which_names_of_credentials_were_said_together_and_since_when() {
        fixture.add(0, named("a", T0.plusSeconds(1), "fp", "tok"));
        fixture.add(1, named("b", T0, "fp", "tok"));
        fixture.add(0, named("c", T0.plusSeconds(2), "fp", "tok"));
        fixture.add(0, named("d", T0, "fp_alone", null));

        assertThat(views.names().others(List.of("fp", "tok", "fp_alone", "t")))
                .isEqualTo(Map.of(
                        "fp", List.of(new OtherName("tok", Micros.of(T0))),
                        "tok", List.of(new OtherName("fp", Micros.of(T0)))));
    }

    private static Event named(String id, Instant at, String fingerprint, String handle) {
        return BARE.toBuilder()
                .id(id)
                .occurredAt(at)
                .recordedAt(at)
                .credential(new Credential(fingerprint, null, handle, null, null, null, null, null))
                .build();
    }

    @Test
    void finds_registry_entries_by_what_they_list() {
        var credential = declared("credentials", "fp", "{\"aliases\":[\"tok\"]}");
        var resource = declared("resources", "s3:*", "{\"protection_group\":\"shop\"}");
        fixture.add(credential);
        fixture.add(resource);

        assertThat(views.registry().referring("credentials", "tok")).containsExactly(credential);
        assertThat(views.registry().referring("resources", "shop")).containsExactly(resource);
        assertThat(views.registry().referring("credentials", "shop")).isEmpty();
    }

    private static RegistryEntry declared(String kind, String id, String body) {
        return new RegistryEntry(kind, id, List.of(new RegistryVersion(null, null, T0, "e", false, new Json(body))));
    }

    @Test
    void keeps_the_latest_revision_of_an_alert() {
        fixture.add(QueryFixtures.alert("a", 1, T0, List.of("e1", "e2")));
        var latest = QueryFixtures.alert("a", 2, T0.plusSeconds(3), List.of("e2"));
        fixture.add(latest);

        assertThat(views.alerts().alert("a")).contains(latest);
        assertThat(views.alerts().latest(null, alert -> true, 10)).containsExactly(latest);
        assertThat(views.alerts().resting("e1")).isEmpty();
        assertThat(views.alerts().resting("e2")).containsExactly(latest);
    }

    @Test
    void lists_alerts_latest_first_page_by_page() {
        for (int i = 0; i < 7; i++) {
            fixture.add(QueryFixtures.alert("a" + i, 1, T0.plusSeconds(i / 2), List.of("e")));
        }

        var first = views.alerts().latest(null, alert -> !alert.id().equals("a5"), 3);
        assertThat(first).extracting(Alert::id).containsExactly("a6", "a4", "a3");
        var place = new Place(Micros.of(first.get(2).raisedAt()), "a3");
        assertThat(views.alerts().latest(place, alert -> true, 9))
                .extracting(Alert::id)
                .containsExactly("a2", "a1", "a0");
    }

    @Test
    void keeps_the_latest_state_of_incidents_and_facts() {
        var incident = QueryFixtures.incident("i", T0);
        fixture.add(incident);
        fixture.add(new EventFacts("e", new Json("{\"credential.registered\":false}"), Map.of()));
        fixture.add(new EventFacts("e", new Json("{\"credential.registered\":true}"), Map.of()));

        assertThat(views.incidents().incident("i")).contains(incident);
        assertThat(views.incidents().latest(null, i -> true, 5)).containsExactly(incident);
        assertThat(views.facts().facts("e").orElseThrow().facts().text()).contains("true");
    }

    @Test
    void lists_registry_entries_of_a_kind_by_id() {
        for (String id : List.of("b/x", "a", "c*")) {
            fixture.add(new RegistryEntry("resources", id, List.of()));
        }
        fixture.add(new RegistryEntry("resourcesx", "z", List.of()));

        assertThat(views.registry().entry("resources", "b/x")).isPresent();
        assertThat(views.registry().entries("resources", null, 2))
                .extracting(RegistryEntry::id)
                .containsExactly("a", "b/x");
        assertThat(views.registry().entries("resources", "b/x", 2))
                .extracting(RegistryEntry::id)
                .containsExactly("c*");
    }

    private List<IndexEntry> pages(int size, boolean reverse) {
        var all = new ArrayList<IndexEntry>();
        IndexEntry after = null;
        while (true) {
            var page = views.timelines().entries(Dimension.SESSION, "s", TimeRange.ALWAYS, after, reverse, size);
            if (page.isEmpty()) {
                return all;
            }
            all.addAll(page);
            after = page.get(page.size() - 1);
        }
    }

    private List<String> ids(Dimension dimension, String id, boolean reverse) {
        var entries = views.timelines().entries(dimension, id, TimeRange.ALWAYS, null, reverse, 100);
        return views.events().events(entries).stream().map(RecordedEvent::id).toList();
    }

    private static Event event(String id, Instant at, Long seq) {
        return BARE.toBuilder()
                .id(id)
                .occurredAt(at)
                .session(new Session("s", seq, null, null, null))
                .actor(new Actor("agent", null, null, null, null))
                .build();
    }
}
