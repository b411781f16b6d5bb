package dev.recount.runtime.access;

import io.javalin.security.RouteRole;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What the holder of a token is allowed to do; a route names the roles that may use it. */
public enum Role implements RouteRole {
    /** Writes events, and reads nothing. */
    SENDER,
    /** Reads, acknowledges. */
    RESPONDER,
    /** Reads, exports. */
    COMPLIANCE,
    /** Rules, registry, replays. */
    ENGINEER,
    /** Everything, also where a route does not name it. */
    ADMIN;

    /** The role as it is written in tokens and files. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Role> ofLabel(String label) {
        return Arrays.stream(values())
                .filter(role -> role.label().equals(label))
                .findFirst();
    }
}
