package dev.recount.evidence.report;

/** What the tree holds where a record should be. */
enum Seal {
    /** Its leaf. */
    SAME,
    /** The leaf of something else. */
    OTHER,
    /** Nothing yet. */
    NONE,
    /** Nothing yet, and it should long be there. */
    LATE,
    /** Nothing that can be read, and it was there once. */
    LOST
}
