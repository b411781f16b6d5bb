package dev.recount.alert;

import dev.recount.event.Word;

/** Where an alert stands. */
public enum AlertStatus implements Word {
    /** Raised, but it rests on something absent that may still arrive. */
    PROVISIONAL,
    CONFIRMED,
    /** What arrived later took the ground away; the reason is in {@link Alert#absent()} or the summary. */
    RETRACTED,
    /** Would have been raised, but reference data justifies the act; see {@link Alert#suppressedBy()}. */
    SUPPRESSED,
    /** Went over its rule's budget: true as far as known, but nobody is called for it. */
    SIGNAL;

    /** Whether it calls for somebody. */
    public boolean stands() {
        return this == PROVISIONAL || this == CONFIRMED;
    }
}
