package dev.recount.evidence.format;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.recount.alert.Alert;
import dev.recount.codec.InertJson;
import dev.recount.codec.Micros;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Alerts as rows of a Timesketch timeline, at the time at which each was raised, in the columns that events have. */
final class TimesketchDetections implements AlertFormat {

    /** The importer looks at the end of the name. */
    @Override
    public String fileName() {
        return "alerts.jsonl";
    }

    @Override
    public byte[] line(Alert alert) throws IOException {
        var rule = alert.rule();
        var title = Objects.requireNonNullElse(rule.title(), rule.id());
        var message = rule.id() + " " + Objects.requireNonNullElse(alert.summary(), title);
        var line = Timesketch.row(message, alert.raisedAt(), "Detection");
        line.put("alert_id", alert.id())
                .put("revision", alert.revision())
                .put("status", alert.status().wire())
                .put("level", alert.level().wire())
                .put("rule", rule.id())
                .put("rule_title", title);
        put(line, "rule_author", rule.author());
        put(line, Timesketch.INCIDENT, alert.incidentId());
        line.put("first_evidence_at", Micros.text(alert.firstEvidenceAt()))
                .put("last_evidence_at", Micros.text(alert.lastEvidenceAt()));
        put(line, "event_id", alert.evidence());
        put(line, "session_id", alert.sessions());
        put(line, "actor", alert.actors());
        put(line, "credential_fp", alert.credentials());
        put(line, "resource", alert.resources());
        put(line, "environment", alert.environments());
        var tags = line.putArray("tag").add("alert");
        rule.tags().forEach(tags::add);
        return (InertJson.of(line.toString()) + "\n").getBytes(StandardCharsets.UTF_8);
    }

    private static void put(ObjectNode line, String column, @Nullable String value) {
        if (value != null) {
            line.put(column, value);
        }
    }

    private static void put(ObjectNode line, String column, List<String> values) {
        if (!values.isEmpty()) {
            var into = line.putArray(column);
            values.forEach(into::add);
        }
    }
}
