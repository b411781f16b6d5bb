package dev.recount.runtime.health;

import java.util.Optional;

/** How a component is. What it says is shown to anyone who asks, without a token: no host names, no payloads, no exception text. */
public sealed interface Check {

    /** Ready for work. */
    record Up() implements Check {}

    /** Ready for work, and somebody should look at something. */
    record Warning(String reason) implements Check {}

    /** Not ready; it tries again by itself. */
    record Down(String reason) implements Check {}

    /** Not ready before somebody does something; to wait does not help. */
    record Stuck(String reason) implements Check {}

    static Check up() {
        return new Up();
    }

    static Check warning(String reason) {
        return new Warning(reason);
    }

    static Check down(String reason) {
        return new Down(reason);
    }

    static Check stuck(String reason) {
        return new Stuck(reason);
    }

    /** Why it is not ready; empty if it is. */
    default Optional<String> fault() {
        if (this instanceof Down down) {
            return Optional.of(down.reason());
        }
        return this instanceof Stuck stuck ? Optional.of(stuck.reason()) : Optional.empty();
    }

    /** What somebody must look at, for it does not go away by itself; empty if nothing. */
    default Optional<String> notice() {
        if (this instanceof Warning warning) {
            return Optional.of(warning.reason());
        }
        return this instanceof Stuck stuck ? Optional.of(stuck.reason()) : Optional.empty();
    }
}
