package dev.recount.delivery;

import dev.recount.alert.Incident;
import dev.recount.alert.IncidentStatus;
import dev.recount.alert.Level;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Incidents for tests. */
public final class Incidents {

    public static final Instant AT = Instant.parse("2026-04-24T16:41:07.120Z");

    private Incidents() {}

    public static Incident open(String id, Level severity) {
        return of(id, IncidentStatus.OPEN, severity, 1, AT);
    }

    public static Incident of(String id, IncidentStatus status, Level severity, int alerts, Instant updatedAt) {
        return of(id, status, severity, alerts, updatedAt, "an agent destroyed the volume", null);
    }

    public static Incident of(
            String id,
            IncidentStatus status,
            Level severity,
            int alerts,
            Instant updatedAt,
            String title,
            @Nullable String recoveryLeft) {
        return new Incident(
                id,
                status,
                severity,
                title,
                AT,
                updatedAt,
                IntStream.range(0, alerts).mapToObj(n -> id + "-alert-" + n).toList(),
                List.of("SEQ-01"),
                List.of("session-1"),
                List.of("agent:cursor/1"),
                List.of("fp_1", "fp_2"),
                List.of("railway:volume/1"),
                List.of(),
                List.of("production"),
                true,
                recoveryLeft,
                status == IncidentStatus.ACKNOWLEDGED ? "user:dana" : null,
                null,
                "/v1/timeline?incident=" + id);
    }
}
