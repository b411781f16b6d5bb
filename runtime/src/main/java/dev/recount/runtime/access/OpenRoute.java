package dev.recount.runtime.access;

import io.javalin.security.RouteRole;

/** Marks a route that needs no token; a route marked with nothing at all is for admins only. */
public enum OpenRoute implements RouteRole {
    /** Health, metrics, the OpenAPI document, the UI's own files. */
    ANYONE
}
