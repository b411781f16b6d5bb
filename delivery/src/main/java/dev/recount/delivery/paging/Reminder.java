package dev.recount.delivery.paging;

import dev.recount.alert.IncidentStatus;
import java.time.Instant;
import java.util.Optional;

/** What a target that forgets is told of an incident again, while it is not over. It says nothing new and wakes nobody. */
public final class Reminder {

    private Reminder() {}

    /** The message; empty when nothing of the page stands there, or something else is on its way. */
    public static Optional<Pending> of(Page page, Instant now) {
        var told = page.told();
        boolean stands = told != null
                && !isOver(told.status())
                && !isOver(page.incident().status());
        return stands && page.pending() == null && page.inheritedBy() == null
                ? Optional.of(new Pending(
                        MessageId.of(page.id(), page.sequence()),
                        MessageType.INCIDENT_UPDATED,
                        page.incident(),
                        now,
                        now,
                        0,
                        page.folded(),
                        false,
                        null))
                : Optional.empty();
    }

    private static boolean isOver(IncidentStatus status) {
        return status.compareTo(IncidentStatus.RESOLVED) >= 0;
    }
}
