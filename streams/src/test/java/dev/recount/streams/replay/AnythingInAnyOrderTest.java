package dev.recount.streams.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recount.alert.Alert;
import dev.recount.codec.RecordJson;
import dev.recount.event.Event;
import dev.recount.streams.detect.RandomEvents;
import dev.recount.streams.detect.RuleBook;
import dev.recount.streams.detect.RuleFiles;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * Sessions in which anything at all happens, with reference data among it, end the same in whatever order they arrive, and a replay,
 * which has the reference data first, says so too; every other world is of a family of sessions. What later arrivals could change of an event that nobody remembers would show here.
 */
class AnythingInAnyOrderTest {

    private static final RuleBook RULES = RuleFiles.shippedBook();
    private static final int WORLDS = Integer.getInteger("recount.anything.worlds", 80);
    /** Few enough that most things said of them hang on one or two others, and are not drowned in what else is said. */
    private static final int EVENTS = 24;

    private static final int ORDERS = 2;
    private static final Instant BEGIN = Instant.parse("2026-05-01T00:00:00Z");
    private static final Instant END = BEGIN.plus(Duration.ofDays(2));

    @Test
    void ends_the_same_in_any_order_and_in_a_replay() {
        int said = 0;
        for (long seed = 1; seed <= WORLDS; seed++) {
            said += check(seed);
        }
        assertThat(said).as("alerts of %d worlds", WORLDS).isPositive();
    }

    private static int check(long seed) {
        var events = events(seed);
        var expected = alerts(live(events));
        var random = new Random(seed);
        for (int order = 0; order < ORDERS; order++) {
            var arrived = shuffled(events, random);
            assertThat(alerts(live(arrived)))
                    .as("seed %d, order %d", seed, order)
                    .isEqualTo(expected);
            assertThat(alerts(Replaying.of(RULES, arrived, 1 + order, END)))
                    .as("seed %d, replay of order %d", seed, order)
                    .isEqualTo(expected);
        }
        return expected.size();
    }

    private static List<String> alerts(List<Alert> alerts) {
        return Standing.of(alerts, List.of()).alerts();
    }

    private static List<Event> events(long seed) {
        var sessions = seed % 2 == 0 ? List.of("root", "child", "sibling", "grandchild") : List.of("alone");
        var random = new RandomEvents(seed, sessions);
        List<Event> events = new ArrayList<>(declared());
        Set<String> ids = new HashSet<>();
        while (events.size() < EVENTS) {
            var event = random.next();
            if (ids.add(event.id())) {
                events.add(event);
            }
        }
        return events;
    }

    /** What somebody declares at some time: a freeze, a job, an approval, what things are. */
    private static List<Event> declared() {
        return List.of(
                declared("freezes", "f", "{\"environment\":\"staging\",\"start\":\"2026-05-01T00:00:00Z\"}"),
                declared(
                        "approvals",
                        "ap",
                        "{\"approver\":\"user:lee\",\"resource\":\"r0\",\"granted_at\":\"2026-05-01T00:10:00Z\"}"),
                declared("automations", "job", "{\"identity\":\"agent:a\",\"selector\":[\"r3\"]}"),
                declared(
                        "resources",
                        "r0",
                        "{\"environment\":\"production\",\"protection_group\":\"g\",\"role\":\"primary\"}"),
                declared(
                        "resources",
                        "r1",
                        "{\"environment\":\"production\",\"protection_group\":\"g\",\"role\":\"backup\"}"),
                declared("resources", "file:/etc/*", "{\"environment\":\"staging\"}"),
                declared("freezes", "live", "{\"environment\":\"prod\",\"start\":\"2026-05-01T00:10:00Z\"}"),
                declared("automations", "rotator", "{\"identity\":\"agent:child\",\"selector\":[\"c*\"]}"),
                declared("credentials", "c0", "{\"issued_to\":\"agent:*\",\"verbs\":[\"read\"],\"aliases\":[\"c1\"]}"),
                declared("credentials", "b0", "{\"issued_to\":\"user:dana\",\"aliases\":[\"c1\"]}"),
                approved());
    }

    /** Of anything at all, also what has no name. */
    private static Event approved() {
        return RecordJson.of(Event.class).read("""
                        {"id":"approves","type":"approval","phase":"granted","occurred_at":"2026-05-01T00:05:00Z",
                         "recorded_at":"2026-05-01T00:06:00Z","actor":{"id":"user:ops","kind":"human"},
                         "approval":{"id":"any","approver":"user:ops","grantee":"agent:sibling","resource":"*"}}\
                        """);
    }

    private static Event declared(String kind, String id, String body) {
        var at = "2026-05-01T00:30:00Z";
        return RecordJson.of(Event.class).read("""
                        {"id":"declares %s %s","type":"control","phase":"reference_changed","occurred_at":"%s",
                         "recorded_at":"%s","reference":{"kind":"%s","id":"%s","body":%s}}\
                        """.formatted(kind, id, at, at, kind, id, body));
    }

    private static List<Event> shuffled(List<Event> events, Random random) {
        List<Event> shuffled = new ArrayList<>(events);
        events.stream().filter(event -> random.nextInt(10) < 2).forEach(shuffled::add);
        Collections.shuffle(shuffled, random);
        return shuffled;
    }

    private static List<Alert> live(List<Event> events) {
        var detector = new Detector(RULES);
        detector.acceptAll(events);
        detector.settle(END);
        return detector.alerts();
    }
}
