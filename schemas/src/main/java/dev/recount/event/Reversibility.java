package dev.recount.event;

/** Whether an action can be taken back. Provider- and path-specific: a dashboard may undo what the API cannot. */
public enum Reversibility implements Word {
    REVERSIBLE,
    /** Until {@link Action#undoUntil()}, when known. */
    UNDO_WINDOW,
    IRREVERSIBLE,
    UNKNOWN
}
