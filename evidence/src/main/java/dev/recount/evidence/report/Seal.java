package dev.recount.evidence.report;

/** What the tree holds where a record should be. */
enum Seal {
    /** Its leaf. */
    SAME,
    /** The leaf of something else. */
    OTHER,
    /** Nothing yet. */
    NONE
}
