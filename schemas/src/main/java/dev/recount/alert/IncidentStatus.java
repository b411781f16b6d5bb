package dev.recount.alert;

import dev.recount.event.Word;

/** Where an incident stands. */
public enum IncidentStatus implements Word {
    OPEN,
    ACKNOWLEDGED,
    RESOLVED,
    /** Joined into an older incident that its alerts turned out to belong to; {@link Incident#mergedInto()}. */
    MERGED,
    /** Every alert in it was retracted. */
    RETRACTED
}
