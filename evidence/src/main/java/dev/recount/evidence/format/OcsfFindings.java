package dev.recount.evidence.format;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.recount.alert.Alert;
import dev.recount.alert.AlertStatus;
import dev.recount.alert.Level;
import dev.recount.codec.InertJson;
import dev.recount.codec.RecordJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Alerts in OCSF, class Detection Finding (2004), one alert a line. The events that it rests on are named as
 * {@code metadata.uid} of their own lines names them; what the class has no place for stands under {@code unmapped}.
 */
final class OcsfFindings implements AlertFormat {

    private static final RecordJson<Alert> ALERTS = RecordJson.of(Alert.class);
    private static final int CATEGORY_FINDINGS = 2;
    private static final int DETECTION_FINDING = 2004;
    private static final int OTHER = 99;

    /** Members of an alert that have no place in the class. */
    static final List<String> UNMAPPED = List.of(
            "revision",
            "group",
            "absent",
            "latency_ms",
            "sessions",
            "credentials",
            "protection_groups",
            "environments",
            "irreversible",
            "suppressed_by");

    private final OcsfRelease release;

    OcsfFindings(OcsfRelease release) {
        this.release = release;
    }

    @Override
    public String fileName() {
        return release.alertsFileName();
    }

    @Override
    public byte[] line(Alert alert) throws IOException {
        var line = RecordJson.MAPPER.createObjectNode();
        line.put("category_uid", CATEGORY_FINDINGS).put("class_uid", DETECTION_FINDING);
        int activity = activity(alert);
        line.put("activity_id", activity).put("type_uid", DETECTION_FINDING * 100L + activity);
        line.put("severity_id", severity(alert.level()))
                .put("time", alert.raisedAt().toEpochMilli())
                .put("start_time", alert.firstEvidenceAt().toEpochMilli())
                .put("end_time", alert.lastEvidenceAt().toEpochMilli());
        status(alert, line);
        OcsfFindingInfo.put(alert, line);
        metadata(alert, line.putObject("metadata"));
        evidences(alert, line.putArray("evidences"));
        if (!alert.resources().isEmpty()) {
            var resources = line.putArray("resources");
            alert.resources().forEach(id -> resources.addObject().put("uid", id));
        }
        var own = (ObjectNode) RecordJson.MAPPER.readTree(ALERTS.write(alert));
        line.putObject("unmapped").set("recount", own.retain(UNMAPPED));
        return (InertJson.of(line.toString()) + "\n").getBytes(StandardCharsets.UTF_8);
    }

    /** Create for the first revision, update for a later one, close for one that takes the alert back. */
    private static int activity(Alert alert) {
        if (alert.status() == AlertStatus.RETRACTED) {
            return 3;
        }
        return alert.revision() > 1 ? 2 : 1;
    }

    static int severity(Level level) {
        return switch (level) {
            case INFORMATIONAL -> 1;
            case LOW -> 2;
            case MEDIUM -> 3;
            case HIGH -> 4;
            case CRITICAL -> 5;
        };
    }

    /** New for what stands, suppressed for what turned out to be no finding; {@code status_code} has our own word. */
    private static void status(Alert alert, ObjectNode line) {
        int status =
                switch (alert.status()) {
                    case PROVISIONAL, CONFIRMED -> 1;
                    case RETRACTED, SUPPRESSED -> 3;
                    case SIGNAL -> OTHER;
                };
        line.put("status_id", status).put("status_code", alert.status().wire());
        if (status == OTHER) {
            line.put("status", alert.status().wire());
        }
        line.put("is_alert", alert.status().stands() && !alert.isQuiet());
    }

    private void metadata(Alert alert, ObjectNode metadata) {
        release.product(metadata).put("log_name", "recount.alerts").put("uid", alert.id() + "/" + alert.revision());
        if (alert.incidentId() != null) {
            metadata.put("correlation_uid", alert.incidentId());
        }
    }

    private static void evidences(Alert alert, ArrayNode into) {
        alert.evidence()
                .forEach(id -> into.addObject().put("uid", id).putObject("data").put("event_id", id));
        alert.actors()
                .forEach(actor ->
                        into.addObject().put("name", "actor").putObject("actor").put("app_uid", actor));
    }
}
