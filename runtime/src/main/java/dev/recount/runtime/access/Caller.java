package dev.recount.runtime.access;

import io.javalin.http.Context;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Who made a request, by the token it carried.
 *
 * @param name the token's name, fit for logs and for the record of who read what
 * @param role what the token may do; null for one that may do nothing, though its holder is known
 * @param tenant the only tenant that the token is for; null for one that names none
 */
public record Caller(
        String name, @Nullable Role role, @Nullable String tenant) {

    /** OpenID Connect Core §2: a subject is no longer than this. */
    private static final int NAME_CHARS_MAX = 255;

    private static final String ATTRIBUTE = Caller.class.getName();

    /** The holder of a token that names no tenant. */
    public Caller(String name, Role role) {
        this(name, role, null);
    }

    /** Whether the record can hold who came in under this name; nobody else may come in. */
    static boolean canBeNamed(String name) {
        return !name.isBlank()
                && name.length() <= NAME_CHARS_MAX
                && name.chars().noneMatch(Character::isISOControl);
    }

    /** The caller of a request; empty on an open route. */
    public static Optional<Caller> of(Context ctx) {
        return Optional.ofNullable(ctx.attribute(ATTRIBUTE));
    }

    void attachTo(Context ctx) {
        ctx.attribute(ATTRIBUTE, this);
    }
}
