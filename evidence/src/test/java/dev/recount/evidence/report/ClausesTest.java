package dev.recount.evidence.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.recount.alert.Alert;
import dev.recount.alert.AlertStatus;
import dev.recount.codec.Micros;
import dev.recount.codec.RecordJson;
import dev.recount.event.TestEvents;
import dev.recount.evidence.erasure.Retention;
import dev.recount.evidence.format.SealedRecord;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Each check shows what the clause it is printed beside asks for, and no less. */
class ClausesTest extends ReportFixture {

    @Test
    void what_is_set_to_be_kept_for_less_than_is_asked_for_is_an_exception_however_old_the_oldest_record_is()
            throws IOException {
        recorded("kept", "2026-05-01T00:00:00Z", TestEvents.T0.minus(Duration.ofDays(400)));
        kept("recount.events", 370);
        kept("recount.rejected", 3);
        assertThat(check(report(Control.PCI_10), "10.5.1").path("verdict").asText())
                .isEqualTo("holds");

        kept("class statement", 30);
        var keeping = check(report(Control.PCI_10), "10.5.1");

        assertThat(keeping.path("verdict").asText()).isEqualTo("exceptions");
        assertThat(keeping.path("examples"))
                .extracting(JsonNode::asText)
                .containsExactly("class statement is kept for 30 days, as a setting says");
        assertThat(keeping.path("says").asText()).contains("recount.events is kept for 370 days");
    }

    private void kept(String what, int days) {
        kept.add(new Retention(what, "", Optional.of(Duration.ofDays(days)), false, false, "a setting"));
    }

    @Test
    void an_action_whose_outcome_never_came_is_an_exception_and_one_that_ended_is_not() throws IOException {
        phase("asked", "a", "requested");
        phase("ended", "b", "succeeded");
        phase("asked-later", "b", "requested");
        phase("begun", "c", "requested");
        phase("failed", "c", "failed");

        var complete = check(report(Control.PCI_10), "10.2.2");

        assertThat(complete.path("examples"))
                .extracting(JsonNode::asText)
                .containsExactly("asked: its outcome is not in the range");
        assertThat(complete.path("says").asText()).contains("0 of 5 records of actions say which address");
    }

    private void phase(String id, String action, String phase) throws IOException {
        record("""
                {"id":"%s","type":"action","phase":"%s","occurred_at":"2026-05-01T00:00:00Z","actor":{"id":"agent:a"},
                 "action":{"id":"%s","verb":"create"},"resource":{"id":"r"}}""".formatted(id, phase, action));
    }

    @Test
    void a_use_without_a_start_or_an_end_is_an_exception() throws IOException {
        session("whole", "started");
        session("whole", "ended");
        session("begun", "started");

        var uses = check(report(Control.EU_AI_ACT_12), "12(3)(a)");

        assertThat(uses.path("looked_at").asLong()).isEqualTo(2);
        assertThat(uses.path("examples")).extracting(JsonNode::asText).containsExactly("session begun: no end");
    }

    private void session(String id, String phase) throws IOException {
        record("{\"id\":\"" + id + phase + "\",\"type\":\"session\",\"phase\":\"" + phase
                + "\",\"occurred_at\":\"2026-05-01T00:00:00Z\",\"session\":{\"id\":\"" + id + "\"}}");
    }

    @Test
    void each_clause_of_pci_10_2_1_has_its_own_acts() throws IOException {
        for (var act : Map.of("grant", "succeeded", "log_off", "succeeded", "destroy", "succeeded", "read", "denied")
                .entrySet()) {
            record("""
                    {"id":"%s","type":"action","phase":"%s","occurred_at":"2026-05-01T00:00:00Z","actor":{"id":"agent:a"},
                     "action":{"verb":"%s"},"resource":{"id":"r"}}""".formatted(act.getKey(), act.getValue(), act.getKey()));
        }
        var report = report(Control.PCI_10);
        for (String clause : List.of("10.2.1.2", "10.2.1.4", "10.2.1.6", "10.2.1.7")) {
            assertThat(check(report, clause).path("looked_at").asLong())
                    .as(clause)
                    .isEqualTo(1);
        }
    }

    @Test
    void what_was_imported_long_after_it_happened_shows_no_recording_as_it_happens() throws IOException {
        act("a", 1);
        events.set(
                0,
                events.get(0).toBuilder()
                        .recordedAt(TestEvents.T0.plus(Duration.ofDays(30)))
                        .build());
        assertThat(check(report(Control.EU_AI_ACT_12), "12(1)").path("verdict").asText())
                .isEqualTo("not_shown");
        act("b", 2);
        assertThat(check(report(Control.EU_AI_ACT_12), "12(1)").path("verdict").asText())
                .isEqualTo("holds");
    }

    @Test
    void an_alert_that_was_taken_back_or_that_somebody_took_is_no_exception() throws IOException {
        var open = alert("open", "inc_1");
        var taken = alert("taken", "inc_2");
        var retracted = alert("retracted", "inc_3").standing(AlertStatus.RETRACTED, List.of());
        alerts = List.of(open, taken, retracted);
        record("{\"id\":\"ack\",\"type\":\"control\",\"phase\":\"acknowledged\",\"correlation_id\":\"inc_2\"}");

        var report = report(Control.PCI_10);

        assertThat(check(report, "10.4.1").path("examples"))
                .extracting(JsonNode::asText)
                .containsExactly("open SEQ-01");
        assertThat(check(report, "10.4.1").path("says").asText())
                .startsWith("3 alerts: 2 stand, 1 were retracted, 0 were")
                .contains("of which 1 are in incidents that somebody acknowledged");
        assertThat(report.at("/population/alerts_that_stand").asLong()).isEqualTo(2);
    }

    private static Alert alert(String id, String incident) {
        return RecordJson.of(Alert.class).read("""
                {"id":"%s","revision":1,"status":"confirmed","level":"high","raised_at":"2026-04-24T16:41:07Z",
                 "rule":{"id":"SEQ-01","level":"high"},"incident_id":"%s","first_evidence_at":"2026-04-24T16:41:07Z",
                 "last_evidence_at":"2026-04-24T16:41:07Z","latency_ms":7,"irreversible":false}""".formatted(id, incident));
    }

    @Test
    void exceptions_that_are_too_many_for_an_answer_are_counted_and_it_is_said_where_they_are() throws IOException {
        for (int i = 0; i < 27; i++) {
            record("{\"id\":\"gap-%d\",\"type\":\"recorder\",\"phase\":\"gap\"}".formatted(i));
        }

        var answer = report(Control.PCI_10);
        var works = check(answer, "10.7");

        assertThat(works.path("exceptions").asLong()).isEqualTo(27);
        assertThat(works.path("examples")).hasSize(20);
        assertThat(works.path("not_named").asLong()).isEqualTo(7);
        assertThat(ReportText.markdown(answer)).contains("and 7 more: \\`recount export --control\\` encloses");

        var known = new Circumstances(Set.of(), kept, receipt -> true);
        var enclosed = new EnclosedReport(Control.PCI_10, ALL, alerts, known, log.sealed(), TestEvents.T0);
        for (int i = 0; i < events.size(); i++) {
            enclosed.add(new SealedRecord(i, JSON.canonical(events.get(i))));
        }
        var files = enclosed.files();
        var inBundle = check(RecordJson.MAPPER.readTree(files.get("report.json")), "10.7");
        assertThat(inBundle.path("examples")).hasSize(27);
        assertThat(inBundle.has("rest")).isFalse();
        assertThat(new String(files.get("report.html"), StandardCharsets.UTF_8))
                .contains("and 7 more: report.json names 27");
    }

    @Test
    void a_gap_that_was_recorded_is_an_exception_by_id_and_in_words() throws IOException {
        record("{\"id\":\"unread-0-7\",\"type\":\"recorder\",\"phase\":\"gap\","
                + "\"occurred_at\":\"2026-05-01T00:00:00Z\",\"action\":{\"tool\":\"recount-detect\","
                + "\"summary\":\"could not read 10000 of the records\"}}");
        for (var clause : Map.of(Control.PCI_10, "10.7", Control.SOC2_CC7, "CC7.2", Control.ISO27001_A8_15, "A.8.16")
                .entrySet()) {
            assertThat(report(clause.getKey()).path("checks"))
                    .filteredOn(check -> check.path("clause").asText().equals(clause.getValue()))
                    .anySatisfy(check -> {
                        assertThat(check.path("verdict").asText()).isEqualTo("exceptions");
                        assertThat(check.path("examples"))
                                .extracting(JsonNode::asText)
                                .containsExactly("unread-0-7: could not read 10000 of the records");
                    });
        }
    }

    @Test
    void how_long_records_are_kept_is_told_by_when_they_were_recorded() throws IOException {
        recorded("long-ago", "2020-01-01T00:00:00Z", TestEvents.T0.minus(Duration.ofDays(10)));
        recorded("now", "2026-05-01T00:00:00Z", TestEvents.T0);
        assertThat(check(report(Control.PCI_10), "10.5.1").path("verdict").asText())
                .isEqualTo("not_shown");

        recorded("kept", "2026-05-01T00:00:00Z", TestEvents.T0.minus(Duration.ofDays(365)));
        var kept = check(report(Control.PCI_10), "10.5.1");
        assertThat(kept.path("verdict").asText()).isEqualTo("holds");
        assertThat(kept.path("says").asText()).contains("recorded 365 days before this report");
    }

    private void recorded(String id, String occurredAt, Instant recordedAt) throws IOException {
        record("{\"id\":\"" + id + "\",\"type\":\"action\",\"occurred_at\":\"" + occurredAt + "\",\"recorded_at\":\""
                + Micros.text(recordedAt) + "\"}");
    }
}
