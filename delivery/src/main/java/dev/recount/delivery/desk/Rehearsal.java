package dev.recount.delivery.desk;

import dev.recount.alert.Incident;
import dev.recount.alert.IncidentStatus;
import dev.recount.alert.Level;
import dev.recount.delivery.channel.Message;
import dev.recount.delivery.paging.Paging;
import dev.recount.delivery.paging.Step;
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

    /** The message that somebody would get of {@code incident} now. */
    static Message of(Incident incident, Audience audience, Dispatch dispatch, Instant now) {
        var routed = audience.of(incident);
        var step = Paging.next(Paging.begin(incident, "rehearsal"), now, routed.isEmpty(), now);
        if (step instanceof Step.Say say && say.page().pending() != null) {
            return dispatch.message(say.page(), say.page().pending());
        }
        throw new IllegalStateException("nothing would be said of " + incident.id());
    }
}
