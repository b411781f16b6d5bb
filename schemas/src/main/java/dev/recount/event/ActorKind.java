package dev.recount.event;

/** Who or what acts. */
public enum ActorKind implements Word {
    HUMAN,
    AGENT,
    SERVICE,
    CI,
    UNKNOWN
}
