package dev.recount.event;

/** How an actor came to hold a credential. */
public enum Custody implements Word {
    BROKERED,
    INJECTED,
    VAULT_READ,
    /** Handed over by any declared route, when which one is not known. */
    PROVISIONED,
    /** First seen in a session's inputs or outputs, away from the place it was declared for. */
    FOUND,
    TYPED_BY_HUMAN,
    UNKNOWN;

    /** Whether somebody meant the actor to hold it. */
    public boolean intended() {
        return this == BROKERED || this == INJECTED || this == VAULT_READ || this == PROVISIONED;
    }
}
