package dev.recount.standalone.node;

/** A part of Recount that can run in a process of its own. */
public enum Half {
    /** The doors: events come in. */
    INGEST,
    /** Detection: alerts and incidents are made. */
    STREAMS,
    /** The index and the API: questions are answered. */
    QUERY
}
