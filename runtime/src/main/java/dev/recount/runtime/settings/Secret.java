package dev.recount.runtime.settings;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Objects;

/** A value that must not reach a log, an error or a terminal: its text is only given to who asks by {@link #reveal()}. */
public final class Secret {

    /** What stands wherever a secret would have been printed. */
    public static final String HIDDEN = "[redacted]";

    private final String text;

    private Secret(String text) {
        this.text = text;
    }

    /**
     * Wraps a secret.
     *
     * @throws IllegalArgumentException if the text is blank, which is never meant
     */
    public static Secret of(String text) {
        Objects.requireNonNull(text, "text");
        if (text.isBlank()) {
            throw new IllegalArgumentException("secret: empty (expected: some text)");
        }
        return new Secret(text);
    }

    public String reveal() {
        return text;
    }

    /** Compares in constant time, so that the time taken says nothing about where two secrets differ. */
    @Override
    public boolean equals(Object other) {
        return other instanceof Secret that
                && MessageDigest.isEqual(
                        text.getBytes(StandardCharsets.UTF_8), that.text.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public String toString() {
        return HIDDEN;
    }
}
