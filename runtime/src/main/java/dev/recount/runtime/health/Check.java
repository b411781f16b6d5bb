package dev.recount.runtime.health;

import java.util.Optional;

/** How a component is. */
public sealed interface Check {

    /** Ready for work. */
    record Up() implements Check {}

    /**
     * Not ready.
     *
     * @param reason shown to anyone who asks, without a token: no host names, no payloads, no exception text
     */
    record Down(String reason) implements Check {}

    static Check up() {
        return new Up();
    }

    static Check down(String reason) {
        return new Down(reason);
    }

    /** Why it is not ready; empty if it is. */
    default Optional<String> fault() {
        return this instanceof Down down ? Optional.of(down.reason()) : Optional.empty();
    }
}
