package dev.recount.evidence.format;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.recount.codec.RecordJson;
import dev.recount.event.Action;
import dev.recount.event.Event;
import dev.recount.event.EventType;
import dev.recount.event.Phase;
import dev.recount.event.TestEvents;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** CSV that no spreadsheet runs, and timelines that Timesketch takes. */
class TablesTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "=cmd|' /C calc'!A0",
                "+1",
                "-1",
                "@SUM(A1)",
                "\t=1",
                "\r=1",
                "\n=1",
                "＝1",
                "＋1",
                "－1",
                "＠1",
                "'x"
            })
    void what_a_spreadsheet_could_run_gets_an_apostrophe_that_can_be_taken_away_again(String text) {
        assertThat(Csv.cell(text)).isEqualTo("\"'" + text + "\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "volumeDelete", "a=b", "1", "a,b", "naïve"})
    void what_no_spreadsheet_runs_stays_as_it_is(String text) {
        assertThat(Csv.cell(text)).isEqualTo("\"" + text + "\"");
    }

    @Test
    void what_is_not_to_be_seen_is_shown_by_its_number() {
        assertThat(Csv.cell("a\u001b[2J\u202eb\u0085")).isEqualTo("\"a\\u001b[2J\\u202eb\\u0085\"");
        assertThat(Csv.cell("\0=1")).isEqualTo("\"'\\u0000=1\"");
        assertThat(Csv.cell("<b>javascript:x</b>")).isEqualTo("\"<b>javascript:x</b>\"");
    }

    private static SealedRecord record(long leaf, Event event) {
        return new SealedRecord(leaf, RecordJson.of(Event.class).canonical(event));
    }

    @Test
    void quotes_are_doubled_and_each_line_has_as_many_cells_as_the_header() throws Exception {
        assertThat(Csv.cell("a\"b")).isEqualTo("\"a\"\"b\"");
        var csv = new Csv();
        var line = new String(csv.line(record(3, TestEvents.BARE)), StandardCharsets.UTF_8);
        assertThat(line.split(",", -1)).hasSameSizeAs(csv.header().split(",", -1));
        assertThat(csv.header()).startsWith("\"event_id\",\"occurred_at\"").endsWith("\r\n");
    }

    @Test
    void a_timesketch_line_has_what_the_importer_asks_for_and_microseconds() throws Exception {
        var action = new Action("a", "Bash", "volumeDelete", null, "it goes", null, null, null, null, null);
        var event = TestEvents.EVERYTHING.toBuilder()
                .action(action)
                .phase(Phase.REQUESTED)
                .build();
        var line = RecordJson.MAPPER.readTree(new Timesketch().line(record(3, event)));

        assertThat(line.path("message").asText()).contains("volumeDelete").contains("it goes");
        assertThat(OffsetDateTime.parse(line.path("datetime").asText()).toInstant())
                .isEqualTo(event.occurredAt());
        assertThat(line.path("timestamp").asLong()).isEqualTo(1_777_048_860_007_120L);
        assertThat(line.path("timestamp_desc").asText()).isEqualTo("Action intent");
        assertThat(line.path("event_id").asText()).isEqualTo(event.id());
        assertThat(new Timesketch().fileName()).endsWith(".jsonl");
    }

    @Test
    void an_outcome_is_told_from_an_intent_and_a_credential_from_both() throws Exception {
        assertThat(described(EventType.ACTION, Phase.SUCCEEDED)).isEqualTo("Action outcome");
        assertThat(described(EventType.CREDENTIAL, Phase.USED)).isEqualTo("Credential use");
    }

    @Test
    void an_alert_is_a_detection_in_the_columns_of_its_events_and_names_its_incident() throws Exception {
        var detections = new Timesketch().alerts().orElseThrow();
        var line = RecordJson.MAPPER.readTree(detections.line(TestAlerts.EVERYTHING));

        assertThat(line.path("timestamp_desc").asText()).isEqualTo("Detection");
        assertThat(line.path("message").asText()).startsWith("SEQ-01 agent:a destroyed r");
        assertThat(line.path("datetime").asText()).isEqualTo("2026-04-24T16:41:08.000000+00:00");
        assertThat(line.path("timestamp").asLong()).isEqualTo(1_777_048_868_000_000L);
        assertThat(line.path("incident_id").asText()).isEqualTo("inc_1");
        assertThat(line.path("event_id")).hasToString("[\"evt-1\",\"evt-2\"]");
        assertThat(line.path("rule_author").asText()).isEqualTo("Dana, Ada");
        assertThat(line.path("tag")).extracting(JsonNode::asText).contains("alert", "attack.t1485@v18");
        assertThat(detections.fileName()).endsWith(".jsonl");
        assertThat(RecordJson.MAPPER.readTree(detections.line(TestAlerts.BARE)).has("incident_id"))
                .isFalse();
    }

    @Test
    void an_event_names_the_incident_that_it_is_evidence_in() throws Exception {
        var format = new Timesketch().beside(List.of(TestAlerts.BARE, TestAlerts.EVERYTHING));
        var evidence = record(3, TestEvents.BARE.toBuilder().id("evt-2").build());
        var other = record(4, TestEvents.BARE.toBuilder().id("evt-3").build());

        assertThat(RecordJson.MAPPER
                        .readTree(format.line(evidence))
                        .path("incident_id")
                        .asText())
                .isEqualTo("inc_1");
        assertThat(RecordJson.MAPPER.readTree(format.line(other)).has("incident_id"))
                .isFalse();
    }

    private static String described(EventType type, Phase phase) throws Exception {
        Event event = TestEvents.BARE.toBuilder().type(type).phase(phase).build();
        return RecordJson.MAPPER
                .readTree(new Timesketch().line(record(0, event)))
                .path("timestamp_desc")
                .asText();
    }
}
