package dev.recount.evidence.format;

import dev.recount.alert.Alert;
import dev.recount.alert.AlertStatus;
import dev.recount.codec.RecordJson;

/** Alerts in the forms tests ask for. */
final class TestAlerts {

    private static final RecordJson<Alert> JSON = RecordJson.of(Alert.class);

    /** An alert that says everything there is to say. */
    static final Alert EVERYTHING = JSON.read("""
            {"id":"alert-1","revision":1,"status":"confirmed","level":"high","raised_at":"2026-04-24T16:41:08Z",
             "rule":{"id":"SEQ-01","title":"A found credential destroys","level":"medium","author":"Dana, Ada",
                     "tags":["attack.t1485@v18","atlas.aml.t0091.000","attack.impact","owasp-asi.asi02"],"version":"0123"},
             "group":{"session":"s"},"evidence":["evt-1","evt-2"],
             "absent":[{"rule":"approved","decided_at":"2026-04-24T16:42:08Z","reason":"nobody approved"}],
             "summary":"agent:a destroyed r \\u202e","incident_id":"inc_1",
             "first_evidence_at":"2026-04-24T16:41:00.5Z","last_evidence_at":"2026-04-24T16:41:07Z","latency_ms":7,
             "sessions":["s"],"actors":["agent:a"],"credentials":["hmac:1"],"resources":["r"],"protection_groups":["g"],
             "environments":["production"],"irreversible":true,
             "suppressed_by":[{"kind":"approvals","id":"a","reason":"approved"}]}""");

    /** An alert that says only what every alert says. */
    static final Alert BARE = JSON.read("""
            {"id":"alert-2","revision":1,"status":"provisional","level":"low","raised_at":"2026-04-24T16:41:08Z",
             "rule":{"id":"R","level":"low"},"first_evidence_at":"2026-04-24T16:41:07Z",
             "last_evidence_at":"2026-04-24T16:41:07Z","latency_ms":7,"irreversible":false}""");

    private TestAlerts() {}

    /** The alert without what justified it. */
    static Alert loud(Alert alert) {
        return JSON.read(JSON.write(alert).replaceAll(",\"suppressed_by\":\\[.*?]", ""));
    }

    /** The alert with another standing, as its second revision. */
    static Alert standing(AlertStatus status) {
        return EVERYTHING.standing(status, EVERYTHING.absent()).revised(2);
    }
}
