package dev.recount.streams.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recount.alert.Alert;
import dev.recount.codec.RecordJson;
import dev.recount.event.Event;
import dev.recount.streams.detect.RuleBook;
import dev.recount.streams.detect.RuleFiles;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A credential that its rightful holder presents every minute of the day, and a thief once in the evening. */
class BusyCredentialTest {

    private static final RuleBook RULES = RuleFiles.shippedBook();
    private static final Instant T0 = Instant.parse("2026-05-01T00:00:00Z");
    private static final Instant LATER = T0.plusSeconds(200_000);
    private static final int MINUTES = 1_300;

    @Test
    void the_thief_is_seen_live_and_in_a_replay() {
        List<Event> events = new ArrayList<>();
        for (int i = 0; i < MINUTES; i++) {
            events.add(use("holder", i));
        }
        events.add(use("thief", MINUTES));
        var live = new Detector(RULES);
        live.acceptAll(events);
        live.settle(LATER);

        assertThat(live.alerts())
                .filteredOn(alert -> alert.rule().id().equals("SEQ-21"))
                .filteredOn(alert -> alert.actors().contains("agent:thief"))
                .hasSize(1);
        assertThat(standing(Replaying.of(RULES, events, 3, LATER))).isEqualTo(standing(live.alerts()));
    }

    private static List<String> standing(List<Alert> alerts) {
        return Standing.of(alerts, List.of()).alerts();
    }

    private static Event use(String who, int minute) {
        var at = T0.plusSeconds(60L * minute);
        return RecordJson.of(Event.class).read("""
                        {"id": "evt_%1$s_%2$d", "type": "credential", "phase": "used", "occurred_at": "%3$s", "observed_at": "%3$s", "recorded_at": "%3$s",
                         "session": {"id": "%1$s"}, "actor": {"id": "agent:%1$s", "kind": "agent"},
                         "sensor": {"kind": "agent_hook", "name": "coder"},
                         "credential": {"fingerprint": "fp_busy", "custody": "injected"}}
                        """.formatted(who, minute, at));
    }
}
