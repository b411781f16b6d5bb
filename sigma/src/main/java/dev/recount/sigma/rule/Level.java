package dev.recount.sigma.rule;

/** The criticality of a match (specification, "level"), least first. */
public enum Level {
    INFORMATIONAL,
    LOW,
    MEDIUM,
    HIGH,
    CRITICAL
}
