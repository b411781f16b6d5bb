package dev.recount.query.timeline;

import dev.recount.event.Word;

/** What the statement "this came of that" rests on. From the strongest to the weakest. */
public enum Basis implements Word {
    /** The event names the one that caused it, or is a later phase of the same operation. */
    PARENT_CALL(true),
    /** The credential was issued by, or minted from, what the other event did. */
    MINTED_CREDENTIAL(true),
    /** Both carry the same trace id. */
    TRACE(true),
    /** The same credential, by fingerprint or provider handle, was seen there before. */
    SAME_CREDENTIAL(false),
    /** The same resource was acted on before. */
    SAME_RESOURCE(false),
    /** Nothing is known but that the other one came just before it in the same session. */
    SESSION_ORDER(false);

    private final boolean proven;

    Basis(boolean proven) {
        this.proven = proven;
    }

    /** Whether a record says so; otherwise it is concluded. */
    public boolean proven() {
        return proven;
    }
}
