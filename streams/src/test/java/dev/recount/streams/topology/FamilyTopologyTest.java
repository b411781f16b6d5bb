package dev.recount.streams.topology;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recount.alert.Alert;
import dev.recount.alert.AlertStatus;
import dev.recount.alert.IncidentStatus;
import dev.recount.codec.RecordJson;
import dev.recount.event.Event;
import dev.recount.streams.detect.RandomEvents;
import dev.recount.streams.detect.RuleBook;
import dev.recount.streams.detect.RuleFiles;
import dev.recount.streams.replay.Detector;
import dev.recount.streams.replay.Standing;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sessions of one family reach each other through {@code recount.kin}, also when the news that they are one comes last. */
class FamilyTopologyTest {

    private static final RuleBook RULES = RuleFiles.shippedBook();
    private static final Instant BEGIN = Instant.parse("2026-05-01T00:00:00Z");
    private static final Duration A_WHILE = Duration.ofHours(2);

    @TempDir
    private Path folder;

    private final Event denied = event("denied", "\"id\":\"parent\"", "denied", 10);
    private final Event done = event("done", "\"id\":\"grandchild\"", "succeeded", 60);
    private final Event between = started("child", "parent");
    private final Event below = started("grandchild", "child");

    @Test
    void what_was_denied_is_known_two_generations_below_whatever_comes_first() {
        List<Event> events = new ArrayList<>(List.of(denied, done, between, below));
        for (int seed = 0; seed < 4; seed++) {
            Collections.shuffle(events, new Random(seed));
            try (var driver = new Driver(RULES, folder, BEGIN)) {
                driver.sendAll(events);
                driver.pass(A_WHILE);
                assertThat(standing(driver))
                        .as("seed %d", seed)
                        .extracting(alert -> alert.rule().id())
                        .contains("SEQ-09");
            }
        }
    }

    @Test
    void sessions_that_nothing_ties_together_know_nothing_of_each_other() {
        try (var driver = new Driver(RULES, folder, BEGIN)) {
            driver.sendAll(List.of(denied, done, below));
            driver.pass(A_WHILE);
            assertThat(standing(driver)).extracting(alert -> alert.rule().id()).doesNotContain("SEQ-09");
            assertThat(driver.counters.snapshot())
                    .as("the child of which nothing else is known is told who its own child is, and what that did")
                    .containsEntry("told", 2L);
        }
    }

    @Test
    void alerts_of_a_parent_and_of_its_child_are_one_incident() {
        var own = event("own", "\"id\":\"parent\"", "succeeded", 90);
        var childs = event("childs", "\"id\":\"child\",\"parent_id\":\"parent\"", "succeeded", 60);
        try (var driver = new Driver(RULES, folder, BEGIN)) {
            driver.sendAll(List.of(denied, own, childs));
            driver.pass(A_WHILE);
            assertThat(driver.incidents().values())
                    .filteredOn(incident -> incident.status() == IncidentStatus.OPEN)
                    .singleElement()
                    .satisfies(incident -> assertThat(incident.sessions()).containsExactly("child", "parent"));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void raises_what_the_pure_detector_raises(long seed) {
        var random = new RandomEvents(seed, List.of("root", "one", "two", "ones-child"));
        Set<String> ids = new HashSet<>();
        List<Event> events = new ArrayList<>(Stream.generate(random::next)
                .filter(event -> ids.add(event.id()))
                .limit(50)
                .toList());
        var detector = new Detector(RULES);
        detector.acceptAll(events);
        detector.settle(BEGIN.plus(Duration.ofDays(1)));
        Collections.shuffle(events, new Random(seed));
        try (var driver = new Driver(RULES, folder, BEGIN)) {
            driver.sendAll(events);
            driver.pass(Duration.ofDays(1));
            assertThat(driver.standing().alerts())
                    .as("seed %d", seed)
                    .isEqualTo(Standing.of(detector.alerts(), List.of()).alerts());
        }
    }

    private static List<Alert> standing(Driver driver) {
        return driver.alerts().values().stream()
                .filter(alert -> alert.status() != AlertStatus.RETRACTED)
                .toList();
    }

    private static Event event(String id, String session, String phase, int seconds) {
        var at = BEGIN.plusSeconds(seconds);
        return RecordJson.of(Event.class).read("""
                {"id":"%s","type":"action","phase":"%s","occurred_at":"%s","recorded_at":"%s",
                 "session":{%s},"actor":{"id":"agent:a","kind":"agent"},
                 "action":{"id":"a-%s","operation":"volumeDelete","verb":"destroy","error":{"code":"denied"}},
                 "resource":{"id":"volume:v1","kind":"volume"}}\
                """.formatted(id, phase, at, at, session, id));
    }

    private static Event started(String session, String parent) {
        return RecordJson.of(Event.class).read("""
                {"id":"start of %s","type":"session","phase":"started","occurred_at":"%s","recorded_at":"%s",
                 "session":{"id":"%s","parent_id":"%s"}}\
                """.formatted(session, BEGIN, BEGIN, session, parent));
    }
}
