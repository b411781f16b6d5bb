package dev.recount.runtime.problem;

import java.util.Objects;

/**
 * What is wrong at one place of a body.
 *
 * @param pointer JSON Pointer (RFC 6901), {@code ""} for the whole body
 * @param detail name, offending value unless it may be secret, and what was expected
 */
public record FieldError(String pointer, String detail) {

    public FieldError {
        Objects.requireNonNull(pointer, "pointer");
        Objects.requireNonNull(detail, "detail");
        if (!pointer.isEmpty() && !pointer.startsWith("/")) {
            throw new IllegalArgumentException("pointer: " + pointer + " (expected: \"\" or /…)");
        }
    }
}
