package dev.recount.query;

import dev.recount.alert.Alert;
import dev.recount.alert.AlertStatus;
import dev.recount.alert.Incident;
import dev.recount.alert.IncidentStatus;
import dev.recount.alert.Level;
import dev.recount.alert.RuleRef;
import dev.recount.alert.Suppression;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Alerts and incidents with everything that does not matter filled in. */
public final class QueryFixtures {

    private QueryFixtures() {}

    public static Alert alert(String id, long revision, Instant at, List<String> evidence) {
        return alert(id, revision, AlertStatus.CONFIRMED, at, evidence, "sess-1", List.of());
    }

    /** What an approval has silenced, about the event {@code requested}. */
    public static Alert silenced(String id, Instant at) {
        return alert(
                id,
                1,
                AlertStatus.SUPPRESSED,
                at,
                List.of("requested"),
                "sess-1",
                List.of(new Suppression("approvals", "chg-1", "evt-1", "an approval")));
    }

    /** An alert on one event of a session. */
    public static Alert alertIn(String session, String id, Instant at, String evidence) {
        return alert(id, 1, AlertStatus.CONFIRMED, at, List.of(evidence), session, List.of());
    }

    private static Alert alert(
            String id,
            long revision,
            AlertStatus status,
            Instant at,
            List<String> evidence,
            String session,
            List<Suppression> suppressedBy) {
        var rule = new RuleRef("SEQ-01", "Found token, then destroy", Level.CRITICAL, "r", List.of("t"), "v1");
        return new Alert(
                id,
                revision,
                status,
                rule,
                Level.CRITICAL,
                at,
                Map.of("session.id", "sess-1"),
                evidence,
                List.of(),
                "A found token destroyed a volume",
                "inc-1",
                at,
                at,
                12,
                List.of(session),
                List.of(NineSeconds.AGENT),
                List.of("fp_found"),
                List.of("railway:volume/prod"),
                List.of(),
                List.of("production"),
                true,
                suppressedBy);
    }

    public static Incident incident(String id, Instant at) {
        return incident(id, at, List.of("a"), List.of("sess-1"));
    }

    public static Incident incident(String id, Instant at, List<String> alerts, List<String> sessions) {
        return new Incident(
                id,
                IncidentStatus.OPEN,
                Level.CRITICAL,
                "A found token destroyed a volume",
                at,
                at,
                alerts,
                List.of("SEQ-01"),
                sessions,
                List.of(),
                List.of("fp_found"),
                List.of("railway:volume/prod"),
                List.of(),
                List.of("production"),
                true,
                null,
                null,
                null,
                "/v1/timeline?incident=" + id);
    }

    public static Incident with(Incident incident, IncidentStatus status, String by) {
        return new Incident(
                incident.id(),
                status,
                incident.severity(),
                incident.title(),
                incident.openedAt(),
                incident.updatedAt(),
                incident.alerts(),
                incident.rules(),
                incident.sessions(),
                incident.actors(),
                incident.credentials(),
                incident.resources(),
                incident.protectionGroups(),
                incident.environments(),
                incident.irreversible(),
                incident.recoveryLeft(),
                by,
                incident.mergedInto(),
                incident.timelineUrl());
    }
}
