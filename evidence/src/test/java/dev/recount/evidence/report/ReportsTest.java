package dev.recount.evidence.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.recount.alert.Alert;
import dev.recount.alert.AlertStatus;
import dev.recount.codec.EvidenceLeaf;
import dev.recount.codec.Micros;
import dev.recount.codec.RecordJson;
import dev.recount.event.Canary;
import dev.recount.event.Event;
import dev.recount.event.TestEvents;
import dev.recount.evidence.bundle.EnclosedRules;
import dev.recount.evidence.erasure.Retention;
import dev.recount.evidence.export.ExportSource;
import dev.recount.evidence.export.Selection;
import dev.recount.evidence.note.SigningKey;
import dev.recount.evidence.seal.EvidenceLog;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ReportsTest {

    private static final RecordJson<Event> JSON = RecordJson.of(Event.class);
    private static final Selection ALL = new Selection(Optional.empty(), Optional.empty(), Optional.empty());

    @TempDir
    Path folder;

    private final List<Event> events = new ArrayList<>();
    private final List<Retention> kept = new ArrayList<>();
    private List<Alert> alerts = List.of();
    private EvidenceLog log;

    /** What was recorded, all of it in one partition. */
    private final class Source implements ExportSource {
        @Override
        public Optional<Collection<Place>> places(Selection selection) {
            return Optional.of(IntStream.range(0, events.size())
                    .mapToObj(offset -> new Place(0, offset))
                    .toList());
        }

        @Override
        public List<byte[]> records(List<Place> places) {
            return places.stream()
                    .map(place -> JSON.canonical(events.get((int) place.offset())))
                    .toList();
        }

        @Override
        public List<Alert> alerts(Selection selection) {
            return alerts;
        }

        @Override
        public EnclosedRules rules(Collection<Alert> alerts) {
            return EnclosedRules.NONE;
        }
    }

    @BeforeEach
    void open() throws IOException {
        var key = SigningKey.named("recount.test", SigningKey.generate(new SecureRandom()));
        log = EvidenceLog.open(folder.resolve("evidence"), key);
    }

    @AfterEach
    void close() {
        log.close();
    }

    private void record(String json) throws IOException {
        var event = JSON.read(json);
        log.append(0, events.size(), EvidenceLeaf.entry(event));
        events.add(event);
        var unused = log.seal();
    }

    private void act(String id, int seq) throws IOException {
        record("""
                {"id":"%s","type":"action","phase":"succeeded","occurred_at":"2026-05-01T00:00:00Z",
                 "recorded_at":"2026-05-01T00:00:01Z","sensor":{"kind":"agent_hook","name":"hooks"},
                 "session":{"id":"s","seq":%d},"actor":{"id":"agent:a"},"resource":{"id":"r"}}""".formatted(id, seq));
    }

    private JsonNode report(Control control) {
        var clock = Clock.fixed(TestEvents.T0, ZoneOffset.UTC);
        return report(control, ALL, clock);
    }

    private JsonNode report(Control control, Selection range, Clock clock) {
        var known = new Circumstances(
                Set.of("SEQ-01", "SEQ-02"),
                kept,
                receipt -> "ours".equals(receipt.labels().get("seal")));
        return new Reports(new Source(), log::sealed, given -> known, clock).of(control, range);
    }

    private static JsonNode check(JsonNode report, String clause) {
        for (JsonNode check : report.path("checks")) {
            if (check.path("clause").asText().startsWith(clause)) {
                return check;
            }
        }
        throw new AssertionError(clause + " is not in " + report);
    }

    @Test
    void what_is_as_it_should_be_holds_and_what_was_not_seen_is_not_shown() throws IOException {
        act("a", 1);
        act("b", 2);

        var report = report(Control.PCI_10);

        assertThat(check(report, "10.2.2").path("verdict").asText()).isEqualTo("holds");
        assertThat(check(report, "10.3.2").path("verdict").asText()).isEqualTo("holds");
        assertThat(check(report, "10.3.2").path("looked_at").asLong()).isEqualTo(2);
        assertThat(check(report, "10.2.1.3").path("verdict").asText()).isEqualTo("not_shown");
        assertThat(check(report, "10.5.1").path("verdict").asText()).isEqualTo("not_shown");
        assertThat(report.at("/silence/silent_rules")).hasSize(2);
        assertThat(report.path("does_not_show"))
                .extracting(JsonNode::asText)
                .anyMatch(text -> text.startsWith("that a sensor was well"));
        assertThat(report.at("/checkpoint/size").asLong()).isEqualTo(2);
    }

    @Test
    void a_record_that_is_not_what_was_sealed_is_an_exception_by_name() throws IOException {
        act("a", 1);
        act("b", 2);
        events.set(1, events.get(1).toBuilder().traceId("changed").build());

        var unchanged = check(report(Control.HIPAA_312B), "164.312(c)");

        assertThat(unchanged.path("verdict").asText()).isEqualTo("exceptions");
        assertThat(unchanged.path("examples")).extracting(JsonNode::asText).containsExactly("b");
    }

    @Test
    void a_record_that_is_not_sealed_yet_is_none_and_one_that_should_long_be_sealed_is_an_exception()
            throws IOException {
        act("a", 1);
        unsealed("fresh", TestEvents.T0.minusSeconds(5));
        assertThat(check(report(Control.HIPAA_312B), "164.312(c)")
                        .path("verdict")
                        .asText())
                .isEqualTo("holds");
        unsealed("late", TestEvents.T0.minus(Duration.ofMinutes(2)));
        var unchanged = check(report(Control.HIPAA_312B), "164.312(c)");
        assertThat(unchanged.path("examples"))
                .singleElement()
                .asString()
                .contains("late: was recorded more than a minute before and is not sealed");
        assertThat(unchanged.path("says").asText()).contains("1 are so new");
    }

    private void unsealed(String id, Instant recordedAt) {
        events.add(
                TestEvents.EVERYTHING.toBuilder().id(id).recordedAt(recordedAt).build());
    }

    @Test
    void records_whose_leaves_a_damaged_tree_has_lost_are_exceptions_and_not_new() throws IOException {
        act("a", 1);
        act("b", 2);
        Files.write(folder.resolve("evidence/level-0"), new byte[0], StandardOpenOption.TRUNCATE_EXISTING);
        assertLost();
        Files.write(folder.resolve("evidence/partition-0"), new byte[2 * 3 * Long.BYTES]);
        assertLost();
    }

    private void assertLost() {
        var unchanged = check(report(Control.HIPAA_312B), "164.312(c)");
        assertThat(unchanged.path("verdict").asText()).isEqualTo("exceptions");
        assertThat(unchanged.path("examples"))
                .extracting(JsonNode::asText)
                .allMatch(text -> text.contains("its leaf is gone"))
                .hasSize(2);
    }

    @Test
    void gaps_and_incomplete_records_and_wrong_clocks_are_exceptions() throws IOException {
        act("a", 1);
        act("d", 4);
        record("{\"id\":\"c\",\"type\":\"action\",\"occurred_at\":\"2026-04-01T00:00:00Z\","
                + "\"recorded_at\":\"2026-05-01T00:00:00Z\"}");

        var report = report(Control.ISO27001_A8_15);

        assertThat(report.toString()).contains("session s: 2 missing, the first is 2");
        assertThat(check(report, "A.8.15").path("examples"))
                .extracting(JsonNode::asText)
                .containsExactly("c");
        assertThat(check(report, "A.8.17").path("exceptions").asLong()).isEqualTo(1);
    }

    @Test
    void a_canary_that_did_not_come_back_is_an_exception_and_one_that_came_late_is_not() throws IOException {
        canary("heartbeat", "2026-05-01T00:00:00Z", "ours");
        canary("gap", "2026-05-01T00:05:00Z", "ours");
        canary("gap", "2026-05-01T00:10:00Z", "ours");
        canary("heartbeat", "2026-05-01T00:10:00Z", "ours");

        var works = check(report(Control.PCI_10), "10.7");

        assertThat(works.path("looked_at").asLong()).isEqualTo(3);
        assertThat(works.path("examples"))
                .extracting(JsonNode::asText)
                .containsExactly("canary-1777593900000: did not come back");
    }

    @Test
    void a_canary_that_nobody_vouches_for_shows_nothing_and_is_named() throws IOException {
        canary("heartbeat", "2026-05-01T00:00:00Z", "another's");

        var report = report(Control.PCI_10);

        assertThat(check(report, "10.7").path("verdict").asText()).isEqualTo("exceptions");
        assertThat(check(report, "10.7").path("examples").toString()).contains("nobody vouches");
        assertThat(report.at("/silence/canaries").asLong()).isZero();
        assertThat(report.at("/silence/canaries_not_vouched_for").asLong()).isEqualTo(1);
    }

    @Test
    void the_history_of_canaries_says_when_the_first_and_the_last_came_back_and_how_long_none_did() throws IOException {
        canary("heartbeat", "2026-05-01T01:00:00Z", "ours");
        canary("heartbeat", "2026-05-01T01:05:00Z", "ours");
        canary("gap", "2026-05-01T01:10:00Z", "ours");
        canary("heartbeat", "2026-05-01T01:25:00Z", "ours");

        var hour = Instant.parse("2026-05-01T01:00:00Z");
        var silence = report(
                        Control.PCI_10,
                        new Selection(Optional.empty(), Optional.of(hour), Optional.of(hour.plusSeconds(1_800))),
                        Clock.fixed(hour.plusSeconds(7_200), ZoneOffset.UTC))
                .path("silence");

        assertThat(silence.path("first_canary_that_came_back").asText()).isEqualTo("2026-05-01T01:00:00.000000Z");
        assertThat(silence.path("last_canary_that_came_back").asText()).isEqualTo("2026-05-01T01:25:00.000000Z");
        assertThat(silence.path("longest_silence_of_canaries_seconds").asLong()).isEqualTo(1_200);
    }

    @Test
    void a_silence_until_the_end_of_the_range_is_one() throws IOException {
        canary("heartbeat", "2026-05-01T01:00:00Z", "ours");
        var made = Instant.parse("2026-05-01T03:00:00Z");

        var report = report(Control.PCI_10, ALL, Clock.fixed(made, ZoneOffset.UTC));

        assertThat(report.at("/silence/longest_silence_of_canaries_seconds").asLong())
                .isEqualTo(7_200);
    }

    private void canary(String phase, String sentAt, String seal) throws IOException {
        record("{\"id\":\"" + phase + sentAt + "\",\"type\":\"recorder\",\"phase\":\"" + phase + "\",\"occurred_at\":\""
                + sentAt + "\",\"action\":{\"tool\":\"recount-canary\"},\"labels\":{\"seal\":\"" + seal + "\"}}");
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
    void who_was_shown_evidence_or_took_it_away_is_a_reader_and_nobody_else_is() throws IOException {
        record(read("list", "recorder", "\"tool\":\"recount-api\","));
        record(read("export", "human", ""));
        record(read("an-agent-of-that-name", "agent_hook", ""));
        act("a", 1);

        var reads = check(report(Control.PCI_10), "10.2.1.3");

        assertThat(reads.path("looked_at").asLong()).isEqualTo(2);
        assertThat(reads.path("says").asText()).startsWith("2 readers");
    }

    private static String read(String id, String sensor, String tool) {
        return """
                {"id":"%s","type":"action","phase":"succeeded","occurred_at":"2026-05-01T00:00:00Z",
                 "sensor":{"kind":"%s","name":"recount-api"},"actor":{"id":"token:%s"},
                 "action":{%s"operation":"x","verb":"read"},"resource":{"id":"recount:x"}}""".formatted(id, sensor, id, tool);
    }

    @Test
    void every_session_is_counted_but_the_canarys_and_those_that_number_apart() throws IOException {
        act("a", 1);
        record(
                "{\"id\":\"b\",\"type\":\"action\",\"occurred_at\":\"2026-05-01T00:00:00Z\",\"session\":{\"id\":\"t\"}}");
        record(new String(JSON.canonical(Canary.step(1, TestEvents.T0)), StandardCharsets.UTF_8));

        var report = report(Control.ISO27001_A8_15);

        assertThat(report.at("/population/sessions").asLong()).isEqualTo(2);
        assertThat(report.at("/population/sessions_that_number").asLong()).isEqualTo(1);
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
            assertThat(check(report, clause).path("looked_at").asLong()).as(clause).isEqualTo(1);
        }
    }

    @Test
    void what_was_imported_long_after_it_happened_shows_no_recording_as_it_happens() throws IOException {
        act("a", 1);
        events.set(0, events.get(0).toBuilder().recordedAt(TestEvents.T0.plus(Duration.ofDays(30))).build());
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

    static List<Control> controls() {
        return Control.ALL;
    }

    @ParameterizedTest
    @MethodSource("controls")
    void every_control_has_a_report_in_words_that_runs_nothing(Control control) throws IOException {
        act("<script>alert(1)</script>|[x](javascript:y)", 1);
        act("b", 9);
        events.set(0, events.get(0).toBuilder().traceId("changed").build());

        var report = report(control);

        assertThat(Control.named(control.wire())).contains(control);
        assertThat(ReportText.html(report)).contains("What this does not show").doesNotContain("<script");
        assertThat(ReportText.markdown(report))
                .contains("## Checks", "What this does not show")
                .doesNotContain("<script>")
                .doesNotContain("[x](");
    }
}
