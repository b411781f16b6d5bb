package dev.recount.alert;

import dev.recount.event.Word;

/** Where an alert stands. */
public enum AlertStatus implements Word {
    /** Raised, but it rests on something absent that may still arrive. */
    PROVISIONAL,
    CONFIRMED,
    /** What arrived later took the ground away; the reason is in {@link Alert#absent()} or the summary. */
    RETRACTED
}
