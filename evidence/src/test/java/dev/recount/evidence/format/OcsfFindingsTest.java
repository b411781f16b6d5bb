package dev.recount.evidence.format;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.recount.alert.Alert;
import dev.recount.alert.AlertStatus;
import dev.recount.codec.RecordJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Alerts as Detection Findings of OCSF. */
class OcsfFindingsTest {

    private static JsonNode finding(Alert alert) throws IOException {
        return finding(OcsfRelease.V1_8_0, alert);
    }

    private static JsonNode finding(OcsfRelease release, Alert alert) throws IOException {
        return RecordJson.MAPPER.readTree(
                new Ocsf(release).alerts().orElseThrow().line(alert));
    }

    @Test
    @Tag("real-data")
    void an_alert_of_every_kind_is_valid() throws IOException {
        var alerts = new ArrayList<>(List.of(TestAlerts.EVERYTHING, TestAlerts.BARE));
        for (AlertStatus status : AlertStatus.values()) {
            alerts.add(TestAlerts.standing(status));
        }
        var validator = new OcsfValidator(OcsfTest.schema());
        for (Alert alert : alerts) {
            for (OcsfRelease release : OcsfRelease.values()) {
                var line = finding(release, alert);
                assertThat(validator.errors(line, "detection_finding"))
                        .as(line.toString())
                        .isEmpty();
            }
        }
        var odd = (ObjectNode) finding(TestAlerts.EVERYTHING);
        ((ObjectNode) odd.at("/finding_info/analytic")).remove("type_id");
        assertThat(validator.errors(odd, "detection_finding")).hasSize(1);
    }

    @Test
    void the_rule_its_version_and_its_author_are_kept() throws IOException {
        var line = finding(TestAlerts.EVERYTHING);
        var info = line.path("finding_info");
        assertThat(line.path("type_uid").asLong()).isEqualTo(200_401);
        assertThat(line.path("severity_id").asInt()).isEqualTo(4);
        assertThat(line.at("/metadata/correlation_uid").asText()).isEqualTo("inc_1");
        assertThat(info.path("uid").asText()).isEqualTo("alert-1");
        assertThat(info.at("/analytic/uid").asText()).isEqualTo("SEQ-01");
        assertThat(info.at("/analytic/version").asText()).isEqualTo("0123");
        assertThat(info.path("tags").toString()).contains("{\"name\":\"rule.author\",\"value\":\"Dana, Ada\"}");
        assertThat(info.path("tags").toString()).contains("owasp-asi.asi02");
        assertThat(info.path("attacks"))
                .hasToString("[{\"technique\":{\"uid\":\"T1485\"},\"version\":\"18\"},"
                        + "{\"technique\":{\"uid\":\"AML.T0091\"},\"sub_technique\":{\"uid\":\"AML.T0091.000\"}}]");
    }

    @Test
    void the_events_it_rests_on_are_named_as_their_own_lines_name_them() throws IOException {
        var line = finding(TestAlerts.EVERYTHING);
        assertThat(line.at("/finding_info/related_events"))
                .extracting(event -> event.path("uid").asText())
                .containsExactly("evt-1", "evt-2");
        assertThat(line.path("evidences"))
                .extracting(evidence -> evidence.path("uid").asText())
                .startsWith("evt-1", "evt-2");
    }

    @Test
    void what_has_no_place_in_the_class_is_kept_unmapped() throws IOException {
        var own = finding(TestAlerts.EVERYTHING).at("/unmapped/recount");
        assertThat(own.fieldNames()).toIterable().containsExactlyInAnyOrderElementsOf(OcsfFindings.UNMAPPED);
    }

    @Test
    void an_alert_that_was_taken_back_is_closed_and_calls_for_nobody() throws IOException {
        var line = finding(TestAlerts.standing(AlertStatus.RETRACTED));
        assertThat(line.path("type_uid").asLong()).isEqualTo(200_403);
        assertThat(line.path("status_id").asInt()).isEqualTo(3);
        assertThat(line.path("status_code").asText()).isEqualTo("retracted");
        assertThat(line.path("is_alert").asBoolean()).isFalse();
        assertThat(finding(TestAlerts.BARE).path("is_alert").asBoolean()).isTrue();
    }

    @Test
    void nothing_in_it_reorders_what_a_terminal_shows() throws IOException {
        var line = new OcsfFindings(OcsfRelease.V1_8_0).line(TestAlerts.EVERYTHING);
        assertThat(new String(line, StandardCharsets.UTF_8)).contains("\\u202e").doesNotContain("\u202e");
    }
}
