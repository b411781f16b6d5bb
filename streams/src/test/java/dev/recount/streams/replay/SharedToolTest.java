package dev.recount.streams.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recount.alert.Incident;
import dev.recount.alert.IncidentStatus;
import dev.recount.codec.RecordJson;
import dev.recount.event.Event;
import dev.recount.streams.detect.RuleBook;
import dev.recount.streams.detect.RuleFiles;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Two strangers who use the same changed tool days apart, and each destroy something of production. */
class SharedToolTest {

    private static final RuleBook RULES = RuleFiles.shippedBook();
    private static final RecordJson<Event> EVENTS = RecordJson.of(Event.class);
    private static final Instant LATER = Instant.parse("2026-07-01T00:00:00Z");
    private static final String APPROVED = """
            {"id": "evt_0", "type": "approval", "phase": "granted", %1$s, "actor": {"id": "user:ops", "kind": "human"},
             "approval": {"id": "ap1", "approver": "user:ops", "resource": "tool:mcp__mail__send@sha-1"}}
            """.formatted(times("2026-06-01T10:00:00Z"));

    @Test
    void what_they_did_is_two_incidents_and_the_tool_belongs_to_the_first() {
        var incidents = incidents(List.of(
                EVENTS.read(APPROVED),
                call("one", "create", "2026-06-06T10:00:00Z"),
                drop("one", "2026-06-06T10:05:00Z"),
                call("two", "create", "2026-06-10T10:00:00Z"),
                drop("two", "2026-06-10T10:05:00Z")));

        assertThat(incidents)
                .extracting(Incident::rules)
                .containsExactly(List.of("SEQ-04", "SEQ-28"), List.of("SEQ-04"));
    }

    @Test
    void the_tool_belongs_to_where_it_reached_somebody_as_soon_as_it_does() {
        var incidents = incidents(List.of(
                EVENTS.read(APPROVED),
                call("one", "create", "2026-06-06T10:00:00Z"),
                drop("one", "2026-06-06T10:05:00Z"),
                call("two", "send_external", "2026-06-10T10:00:00Z"),
                drop("two", "2026-06-10T10:05:00Z")));

        assertThat(incidents)
                .extracting(Incident::rules)
                .containsExactly(List.of("SEQ-04"), List.of("SEQ-04", "SEQ-28"));
    }

    /** Those that are open, in the order of what was destroyed; the same in any order of arrival. */
    private static List<Incident> incidents(List<Event> events) {
        var expected = detected(events);
        for (int seed = 0; seed < 20; seed++) {
            List<Event> shuffled = new ArrayList<>(events);
            Collections.shuffle(shuffled, new Random(seed));
            assertThat(standing(detected(shuffled))).as("seed %d", seed).isEqualTo(standing(expected));
        }
        return expected.incidents().stream()
                .filter(incident -> incident.status() == IncidentStatus.OPEN)
                .sorted((one, other) -> resources(one).compareTo(resources(other)))
                .toList();
    }

    private static String resources(Incident incident) {
        return incident.resources().toString();
    }

    private static Standing standing(Detector detector) {
        return Standing.of(detector.alerts(), detector.incidents());
    }

    private static Detector detected(List<Event> events) {
        var detector = new Detector(RULES);
        detector.acceptAll(events);
        detector.settle(LATER);
        return detector;
    }

    private static Event call(String who, String verb, String at) {
        return EVENTS.read("""
                {"id": "evt_call_%1$s", "type": "action", "phase": "requested", %3$s, %4$s,
                 "action": {"id": "act_call_%1$s", "verb": "%2$s", "tool": "mcp__mail__send", "operation": "send"},
                 "labels": {"tool_digest": "sha-2"}}
                """.formatted(who, verb, times(at), doer(who)));
    }

    private static Event drop(String who, String at) {
        return EVENTS.read("""
                {"id": "evt_drop_%1$s", "type": "action", "phase": "requested", %2$s, %3$s,
                 "action": {"id": "act_drop_%1$s", "verb": "destroy", "operation": "DROP TABLE", "reversibility": "irreversible"},
                 "resource": {"id": "db:production-%1$s", "kind": "table"}}
                """.formatted(who, times(at), doer(who)));
    }

    private static String doer(String who) {
        return """
                "session": {"id": "%1$s", "autonomy": "auto"}, "sensor": {"kind": "agent_hook", "name": "coder"},
                "actor": {"id": "agent:%1$s", "kind": "agent"}, "credential": {"fingerprint": "fp_%1$s"}
                """.formatted(who);
    }

    private static String times(String at) {
        return "\"occurred_at\": \"%1$s\", \"observed_at\": \"%1$s\", \"recorded_at\": \"%1$s\"".formatted(at);
    }
}
