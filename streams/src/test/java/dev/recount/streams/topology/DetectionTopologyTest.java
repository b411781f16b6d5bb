package dev.recount.streams.topology;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recount.alert.AlertStatus;
import dev.recount.alert.IncidentStatus;
import dev.recount.codec.Codecs;
import dev.recount.event.Actor;
import dev.recount.event.ActorKind;
import dev.recount.event.Event;
import dev.recount.event.EventType;
import dev.recount.event.NineSeconds;
import dev.recount.event.Phase;
import dev.recount.streams.detect.LiveRules;
import dev.recount.streams.detect.RuleBook;
import dev.recount.streams.detect.RuleFiles;
import dev.recount.streams.reference.ReferenceBook;
import dev.recount.streams.replay.Detector;
import dev.recount.streams.replay.Standing;
import dev.recount.topic.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.apache.kafka.streams.TopologyDescription;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DetectionTopologyTest {

    private static final RuleBook RULES = RuleFiles.shippedBook();
    private static final Duration A_WHILE = Duration.ofHours(1);

    @TempDir
    private Path folder;

    @Test
    void raises_what_the_pure_detector_raises() {
        try (var driver = driver()) {
            driver.sendAll(NineSeconds.incident());
            driver.pass(A_WHILE);

            assertThat(driver.standing()).isEqualTo(pure(NineSeconds.incident()));
            assertThat(driver.standing().alerts()).hasSize(5);
            assertThat(driver.standing().incidents()).hasSize(1);
        }
    }

    @Test
    void ends_the_same_in_any_order_with_duplicates() {
        var expected = pure(NineSeconds.incident());
        for (int seed = 0; seed < 10; seed++) {
            var random = new Random(seed);
            var events = new ArrayList<>(NineSeconds.incident());
            NineSeconds.incident().stream()
                    .filter(event -> random.nextInt(10) < 3)
                    .forEach(events::add);
            Collections.shuffle(events, random);
            try (var driver = driver()) {
                driver.sendAll(events);
                driver.pass(A_WHILE);
                assertThat(driver.standing()).as("seed %d", seed).isEqualTo(expected);
            }
        }
    }

    @Test
    void what_is_read_again_after_a_crash_is_said_again_and_changes_nothing() {
        try (var driver = driver()) {
            var events = NineSeconds.incident();
            driver.sendAll(events);
            driver.pass(A_WHILE);
            var before = driver.standing();
            int said = driver.revisions().size();
            var latest = List.copyOf(driver.alerts().values());

            driver.sendAll(events.subList(8, events.size()));

            assertThat(driver.revisions().subList(said, driver.revisions().size()))
                    .as("the same revisions, in case they were lost")
                    .isNotEmpty()
                    .allMatch(latest::contains);
            assertThat(driver.standing()).isEqualTo(before);
        }
    }

    @Test
    void an_approval_that_arrives_late_but_was_given_before_retracts() {
        try (var driver = driver()) {
            driver.sendAll(NineSeconds.incident());
            driver.send(approval(NineSeconds.BEGIN.minusSeconds(600), NineSeconds.BEGIN.plusSeconds(60)));
            driver.pass(A_WHILE);

            assertThat(driver.alerts().values())
                    .filteredOn(alert -> alert.rule().id().equals("SEQ-04") && !alert.isQuiet())
                    .singleElement()
                    .satisfies(alert -> {
                        assertThat(alert.status()).isEqualTo(AlertStatus.RETRACTED);
                        assertThat(alert.absent()).anySatisfy(absence -> assertThat(absence.reason())
                                .contains("granted before the act")
                                .contains("approvals/chg-9"));
                    });
        }
    }

    @Test
    void what_an_approval_silences_is_noted_and_opens_no_incident() {
        try (var driver = driver()) {
            driver.send(approval(NineSeconds.BEGIN.minusSeconds(600), NineSeconds.BEGIN.minusSeconds(599)));
            driver.sendAll(NineSeconds.incident());
            driver.pass(A_WHILE);

            assertThat(driver.alerts().values())
                    .filteredOn(alert -> alert.rule().id().equals("SEQ-04"))
                    .singleElement()
                    .satisfies(alert -> {
                        assertThat(alert.status()).isEqualTo(AlertStatus.SUPPRESSED);
                        assertThat(alert.incidentId()).isNull();
                        assertThat(alert.suppressedBy()).singleElement().satisfies(reference -> {
                            assertThat(reference.kind()).isEqualTo("approvals");
                            assertThat(reference.id()).isEqualTo("chg-9");
                            assertThat(reference.version()).isEqualTo("late-approval");
                        });
                    });
            assertThat(driver.incidents().values())
                    .allSatisfy(incident -> assertThat(incident.rules()).doesNotContain("SEQ-04"));
        }
    }

    @Test
    void an_approval_given_after_the_act_retracts_nothing_and_is_worse_than_none() {
        try (var driver = driver()) {
            driver.sendAll(NineSeconds.incident());
            driver.send(approval(NineSeconds.BEGIN.plusSeconds(30), NineSeconds.BEGIN.plusSeconds(60)));
            driver.pass(A_WHILE);

            assertThat(driver.alerts().values())
                    .filteredOn(alert -> alert.rule().id().equals("SEQ-04"))
                    .singleElement()
                    .satisfies(alert -> {
                        assertThat(alert.status()).isEqualTo(AlertStatus.CONFIRMED);
                        assertThat(alert.absent().get(0).reason()).contains("after_the_act");
                    });
        }
    }

    @Test
    void reference_data_that_arrives_late_is_used_within_a_moment() {
        try (var driver = driver()) {
            var events = NineSeconds.incident();
            driver.sendAll(events.subList(4, events.size()));
            assertThat(driver.alerts().values())
                    .noneMatch(alert -> alert.rule().id().equals("SEQ-05"));

            driver.sendAll(events.subList(0, 4));
            driver.pass(Duration.ofMillis(100));

            assertThat(driver.alerts().values())
                    .anyMatch(alert -> alert.rule().id().equals("SEQ-05"));
        }
    }

    @Test
    void a_responder_acknowledges_and_resolves() {
        try (var driver = driver()) {
            driver.sendAll(NineSeconds.incident());
            var id = driver.incidents().values().stream()
                    .filter(incident -> incident.status() == IncidentStatus.OPEN)
                    .findFirst()
                    .orElseThrow()
                    .id();

            driver.send(response("ack", Phase.ACKNOWLEDGED, id, 2_000));
            assertThat(driver.incidents().get(id).status()).isEqualTo(IncidentStatus.ACKNOWLEDGED);
            assertThat(driver.incidents().get(id).acknowledgedBy()).isEqualTo("user:oncall");

            driver.send(response("res", Phase.RESOLVED, id, 3_000));
            assertThat(driver.incidents().get(id).status()).isEqualTo(IncidentStatus.RESOLVED);
        }
    }

    @Test
    void bytes_that_are_no_event_go_to_the_dead_letters_and_stop_nothing() {
        try (var driver = driver()) {
            driver.sendBytes("somebody", new byte[] {0, 0, 0, 0, 1, 99});
            driver.send(Event.of(EventType.ACTION).phase(Phase.REQUESTED).build());
            driver.sendAll(NineSeconds.incident());

            assertThat(driver.standing().alerts()).hasSize(5);
            var letters = driver.output(Topics.DEAD_LETTERS.name()).readRecordsToList();
            assertThat(letters).hasSize(2);
            assertThat(letters.get(1).headers().lastHeader("__streams.errors.message"))
                    .isNotNull();
        }
    }

    @Test
    void clocks_of_1970_and_2100_do_not_push_out_anything_else() {
        try (var driver = driver()) {
            var events = NineSeconds.incident();
            driver.sendAll(events.subList(0, 8));
            for (var at : List.of(Instant.EPOCH, Instant.parse("2100-01-01T00:00:00Z"))) {
                driver.send(events.get(13).toBuilder()
                        .id("skewed-" + at)
                        .occurredAt(at)
                        .build());
            }
            driver.sendAll(events.subList(8, events.size()));
            driver.pass(A_WHILE);

            assertThat(driver.alerts().values())
                    .filteredOn(alert -> alert.rule().id().equals("SEQ-02"))
                    .filteredOn(alert -> alert.status().stands())
                    .anyMatch(alert -> alert.evidence().contains("nine-seconds-5"));
        }
    }

    @Test
    void has_five_parts_and_a_book_and_names_what_it_keeps() {
        var topology = new DetectionTopology(
                        Codecs.released(), LiveRules.always(RULES), new ReferenceBook(), new DetectionCounters())
                .topology()
                .describe();

        assertThat(topology.subtopologies()).hasSize(5);
        assertThat(topology.globalStores()).hasSize(1);
        assertThat(topology.subtopologies())
                .flatExtracting(TopologyDescription.Subtopology::nodes)
                .filteredOn(TopologyDescription.Processor.class::isInstance)
                .flatExtracting(node -> ((TopologyDescription.Processor) node).stores())
                .containsExactlyInAnyOrder(
                        "session-memory", "registry-history", "habits", "match-groups", "incident-board");
    }

    private static Event approval(Instant granted, Instant recorded) {
        return Event.of(EventType.APPROVAL)
                .id("late-approval")
                .phase(Phase.GRANTED)
                .occurredAt(granted)
                .observedAt(granted)
                .recordedAt(recorded)
                .actor(new Actor("user:lee", ActorKind.HUMAN, "Lee", null, null))
                .approval(new dev.recount.event.Approval(
                        "chg-9", "user:lee", null, List.of(), NineSeconds.VOLUME, null, null, "ticket"))
                .build();
    }

    private static Event response(String id, Phase phase, String incident, long afterSeconds) {
        var at = NineSeconds.BEGIN.plusSeconds(afterSeconds);
        return Event.of(EventType.CONTROL)
                .id(id)
                .phase(phase)
                .occurredAt(at)
                .observedAt(at)
                .recordedAt(at)
                .actor(new Actor("user:oncall", ActorKind.HUMAN, null, null, null))
                .correlationId(incident)
                .build();
    }

    private static Standing pure(List<Event> events) {
        var detector = new Detector(RULES);
        detector.acceptAll(events);
        detector.settle(NineSeconds.BEGIN.plus(Duration.ofDays(1)));
        return Standing.of(detector.alerts(), detector.incidents());
    }

    private Driver driver() {
        return new Driver(RULES, folder, NineSeconds.BEGIN.plusSeconds(1_300));
    }
}
