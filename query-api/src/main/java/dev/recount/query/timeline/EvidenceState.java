package dev.recount.query.timeline;

import dev.recount.event.Word;

/** How well what an event says is witnessed. */
public enum EvidenceState implements Word {
    /** Somebody says so, and nothing that was seen bears on it. */
    CLAIMED,
    /** One sensor saw it. */
    OBSERVED,
    /** Another kind of sensor saw it too; or a claim that what was seen agrees with. */
    CORROBORATED,
    /** What was seen elsewhere says the opposite. */
    CONTRADICTED
}
