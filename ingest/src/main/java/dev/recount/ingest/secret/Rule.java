package dev.recount.ingest.secret;

/** Looks around one literal of the automaton and adds to the scan what it finds. */
interface Rule {
    /** Called once for each place of the rule's literal, which spans {@code start} (inclusive) to {@code end}. */
    void inspect(Scan scan, int start, int end);
}
