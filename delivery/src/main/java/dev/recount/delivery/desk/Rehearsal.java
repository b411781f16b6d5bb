package dev.recount.delivery.desk;

import dev.recount.alert.Incident;
import dev.recount.alert.IncidentStatus;
import dev.recount.alert.Level;
import java.time.Instant;
import java.util.List;

/** An incident that never was, with a little of everything, for a desk that warms up. */
final class Rehearsal {

    private static final List<String> ONE = List.of("rehearsal");

    static final Incident INCIDENT = new Incident(
            "inc_rehearsal",
            IncidentStatus.OPEN,
            Level.INFORMATIONAL,
            "nothing happened",
            Instant.EPOCH,
            Instant.EPOCH,
            ONE,
            ONE,
            ONE,
            ONE,
            ONE,
            ONE,
            List.of(),
            ONE,
            false,
            null,
            null,
            null,
            "/");

    private Rehearsal() {}
}
