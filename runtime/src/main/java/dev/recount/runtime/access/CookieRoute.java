package dev.recount.runtime.access;

import io.javalin.security.RouteRole;

/** Marks a route that a browser's {@code EventSource} asks, which can send no header: a {@link SealedCookie} opens it too. */
public enum CookieRoute implements RouteRole {
    /** A cookie may stand for the header. */
    ALLOWED
}
