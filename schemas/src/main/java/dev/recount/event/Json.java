package dev.recount.event;

import static java.util.Objects.requireNonNull;

/**
 * Free-form JSON inside an event, kept as canonical text (RFC 8785) so that equal values are equal strings.
 *
 * @param text canonical JSON; made by {@code dev.recount.codec.CanonicalJson}
 */
public record Json(String text) {
    public Json {
        requireNonNull(text, "text");
    }
}
