package dev.recount.reference;

import dev.recount.event.Word;

/** The kinds of reference data. */
public enum RegistryKind implements Word {
    CREDENTIALS,
    RESOURCES,
    PRINCIPALS,
    AUTOMATIONS,
    FREEZES,
    DESTINATIONS,
    /** Orders to keep what is there, which beat erasure. */
    HOLDS,
    /** Detection rules put live, at {@code /v1/rules}. */
    RULES,
    /** Folded from approval events, and from what is entered through the registry. */
    APPROVALS,
    /** What is usual, folded from all events; not entered through the registry. */
    BASELINES
}
