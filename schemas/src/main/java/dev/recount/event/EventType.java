package dev.recount.event;

/** What kind of fact an event records. Each type has its own closed list of {@link Phase phases}. */
public enum EventType implements Word {
    /** One run of an agent begins, pauses or ends. */
    SESSION,
    /** One tool, API, shell or SQL operation. */
    ACTION,
    /** A secret became readable, was presented, or changed its life. */
    CREDENTIAL,
    /** Somebody was asked for, gave, refused or took back permission. */
    APPROVAL,
    /** Steering of agents, of incidents or of the recorder's own reference data. */
    CONTROL,
    /** Material entered an agent's context. */
    CONTENT,
    /** A consequence, derived or reported by a provider. */
    EFFECT,
    /** What an agent or a person claimed; never used as fact. */
    STATEMENT,
    /** The recorder's own liveness. */
    RECORDER
}
