package dev.recount.delivery.canary;

import dev.recount.alert.Alert;
import dev.recount.alert.Incident;
import dev.recount.alert.IncidentStatus;
import dev.recount.alert.Level;
import dev.recount.event.Canary;
import java.time.Instant;
import java.util.List;

/** What people are told when canaries stay away: detection cannot say it itself, so delivery does. */
public final class CanaryIncident {

    /** So many lost in a row are worth a page; one may have been a restart. */
    public static final int LOSSES_TOLD = 2;

    private CanaryIncident() {}

    /** Whether {@code incident} is one of these. */
    public static boolean isOne(Incident incident) {
        return incident.rules().equals(List.of(CanaryRule.ID));
    }

    /** What the alert of a canary would be as an incident, which it never becomes. */
    public static Incident rehearsed(Alert alert) {
        return incident(
                "inc_" + alert.id(),
                IncidentStatus.OPEN,
                alert.level(),
                String.valueOf(alert.summary()),
                alert.firstEvidenceAt(),
                alert.raisedAt());
    }

    /** Detection is silent, or was. Named after the beginning of the silence, so that each silence is one page. */
    public static Incident of(Instant silentSince, IncidentStatus status, Instant now) {
        return incident(
                "inc_canary_" + silentSince.getEpochSecond(),
                status,
                Level.HIGH,
                "Recount's detection has not answered since " + silentSince
                        + ": what happens is recorded, but nobody is alerted",
                silentSince,
                now);
    }

    private static Incident incident(
            String id, IncidentStatus status, Level level, String title, Instant openedAt, Instant updatedAt) {
        return new Incident(
                id,
                status,
                level,
                title,
                openedAt,
                updatedAt,
                List.of(),
                List.of(CanaryRule.ID),
                List.of(),
                List.of(Canary.ACTOR),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                false,
                null,
                null,
                null,
                "/v1/canary");
    }
}
