package dev.recount.streams.incident;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recount.alert.Incident;
import dev.recount.alert.IncidentStatus;
import dev.recount.codec.RecordJson;
import dev.recount.event.Event;
import dev.recount.streams.detect.RuleFiles;
import dev.recount.streams.replay.Detector;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** One alert, and what somebody did with its incident a minute after its first evidence. */
class ResolvedIncidentTest {

    private static final Instant T0 = Instant.parse("2026-06-01T10:00:00Z");
    private static final Event FIRST = destroyed("first", "unknown", 1, 1);

    @Test
    void stays_resolved_while_nothing_new_happens() {
        assertThat(after("resolved")).isEqualTo(IncidentStatus.RESOLVED);
        assertThat(after("resolved", destroyed("heard of later", "unknown", 30, 120)))
                .isEqualTo(IncidentStatus.RESOLVED);
    }

    @Test
    void is_open_again_when_the_same_alert_goes_on() {
        assertThat(after("resolved", destroyed("again", "unknown", 120, 120))).isEqualTo(IncidentStatus.OPEN);
    }

    @Test
    void is_open_again_when_late_evidence_makes_the_alert_worse() {
        assertThat(after("resolved", destroyed("for good", "irreversible", 30, 120)))
                .isEqualTo(IncidentStatus.OPEN);
    }

    @Test
    void is_not_kept_open_by_a_clock_of_the_future_that_was_known_when_it_was_resolved() {
        assertThat(after("resolved", destroyed("skewed", "unknown", 1_800, 2))).isEqualTo(IncidentStatus.RESOLVED);
    }

    @Test
    void stays_with_whoever_acknowledged_it_when_it_goes_on() {
        assertThat(after("acknowledged", destroyed("again", "irreversible", 120, 120)))
                .isEqualTo(IncidentStatus.ACKNOWLEDGED);
    }

    /** In four orders of arrival, which must agree. */
    private static IncidentStatus after(String response, Event... further) {
        Set<IncidentStatus> statuses = new HashSet<>();
        for (long seed = 1; seed <= 4; seed++) {
            List<Event> events = new ArrayList<>(List.of(production(), FIRST, response(response)));
            events.addAll(List.of(further));
            Collections.shuffle(events, new Random(seed));
            var detector = new Detector(RuleFiles.shippedBook());
            detector.acceptAll(events);
            detector.incidents().stream()
                    .filter(incident -> incident.id().equals(id()))
                    .map(Incident::status)
                    .forEach(statuses::add);
        }
        assertThat(statuses).hasSize(1);
        return statuses.iterator().next();
    }

    /** The incident's id, which everything that happens before is without influence on. */
    private static String id() {
        var detector = new Detector(RuleFiles.shippedBook());
        detector.acceptAll(List.of(production(), FIRST));
        assertThat(detector.alerts()).hasSize(1);
        return detector.incidents().get(0).id();
    }

    private static Event production() {
        return RecordJson.of(Event.class).read("""
                {"id":"declares","type":"control","phase":"reference_changed","occurred_at":"%s","recorded_at":"%s",
                 "reference":{"kind":"resources","id":"db:shop","body":{"environment":"production"}}}\
                """.formatted(T0, T0));
    }

    private static Event response(String phase) {
        var at = T0.plusSeconds(60);
        return RecordJson.of(Event.class).read("""
                {"id":"response","type":"control","phase":"%s","occurred_at":"%s","recorded_at":"%s",
                 "actor":{"id":"user:oncall","kind":"human"},"correlation_id":"%s"}\
                """.formatted(phase, at, at, id()));
    }

    private static Event destroyed(String id, String reversibility, int second, int recordedSecond) {
        return RecordJson.of(Event.class)
                .read("""
                {"id":"%s","type":"action","phase":"succeeded","occurred_at":"%s","recorded_at":"%s","session":{"id":"s"},
                 "actor":{"id":"agent:coder/1","kind":"agent"},"resource":{"id":"db:shop","kind":"database"},
                 "action":{"id":"a","verb":"destroy","operation":"DropDatabase","reversibility":"%s"}}\
                """.formatted(id, T0.plusSeconds(second), T0.plusSeconds(recordedSecond), reversibility));
    }
}
