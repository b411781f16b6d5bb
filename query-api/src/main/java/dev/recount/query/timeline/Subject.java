package dev.recount.query.timeline;

/**
 * What a timeline is of.
 *
 * @param kind what it is
 * @param id which one
 */
public record Subject(Kind kind, String id) {

    /** What timelines can be of; also the names of the query parameters. */
    public enum Kind {
        INCIDENT,
        SESSION,
        ACTOR,
        HUMAN,
        CREDENTIAL,
        RESOURCE,
        PROTECTION_GROUP,
        TRACE
    }
}
