package dev.recount.streams.enrich;

import dev.recount.event.Event;
import dev.recount.event.EventType;
import dev.recount.event.Phase;
import java.util.List;
import java.util.Locale;

/** Attempts that failed or were refused for want of access, not because the work itself went wrong. */
final class Friction {

    private static final List<String> SIGNS = List.of(
            "auth",
            "permission",
            "denied",
            "forbidden",
            "credential",
            "token",
            "expired",
            "login",
            "connection",
            "timeout",
            "unreachable",
            "401",
            "403",
            "access",
            "policy");

    private Friction() {}

    static boolean in(Event event) {
        if (event.type() != EventType.ACTION) {
            return false;
        }
        if (event.phase() == Phase.DENIED) {
            return true;
        }
        var action = event.action();
        var error = action == null ? null : action.error();
        if (event.phase() != Phase.FAILED || error == null || error.code() == null) {
            return false;
        }
        var code = error.code().toLowerCase(Locale.ROOT);
        return SIGNS.stream().anyMatch(code::contains);
    }
}
