package dev.recount.event;

/** How far a session may act without a human's consent. */
public enum Autonomy implements Word {
    ASK,
    AUTO,
    BYPASS
}
