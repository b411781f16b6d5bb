package dev.recount.query.lineage;

import java.time.Instant;

/**
 * How one thing led to another, once or many times.
 *
 * @param from where it began
 * @param to what was reached
 * @param relation how
 * @param count how many events say so
 * @param firstAt event time of the earliest
 * @param lastAt event time of the latest
 * @param firstEvent id of the earliest
 */
public record Edge(
        Node from, Node to, Relation relation, long count, Instant firstAt, Instant lastAt, String firstEvent) {

    /** How one thing leads to another. */
    public enum Relation {
        /** A session or actor found a credential. */
        FOUND,
        /** A session or actor had a credential issued. */
        ISSUED,
        /** One credential was issued by means of another. */
        MINTED,
        /** A session or actor used a credential. */
        USED,
        /** A session or actor withdrew a credential. */
        REVOKED,
        /** A credential was used on a resource. */
        REACHED,
        /** A session or actor did something to a resource, no credential being known. */
        ACTED_ON,
        /** A session started another. */
        STARTED
    }
}
