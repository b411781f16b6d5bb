package dev.recount.runtime.access;

import io.javalin.http.Context;
import java.util.Optional;

/**
 * Who made a request, by the token it carried.
 *
 * @param name the token's name, fit for logs and for the record of who read what
 * @param role what the token may do
 */
public record Caller(String name, Role role) {

    private static final String ATTRIBUTE = Caller.class.getName();

    /** The caller of a request; empty on an open route. */
    public static Optional<Caller> of(Context ctx) {
        return Optional.ofNullable(ctx.attribute(ATTRIBUTE));
    }

    void attachTo(Context ctx) {
        ctx.attribute(ATTRIBUTE, this);
    }
}
