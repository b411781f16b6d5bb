package dev.recount.reference;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A change freeze.
 *
 * @param environment where nothing may change
 * @param start since when
 * @param end until when, exclusive; absent means until further notice
 * @param exceptions who may change what all the same
 */
public record FreezeEntry(
        @Nullable String environment,
        @Nullable Instant start,
        @Nullable Instant end,
        List<FreezeException> exceptions) {

    /**
     * An exception from a freeze.
     *
     * @param actor actor id or glob
     * @param resource resource id or glob
     */
    public record FreezeException(
            @Nullable String actor, @Nullable String resource) {}
}
