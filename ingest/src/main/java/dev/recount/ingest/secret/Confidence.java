package dev.recount.ingest.secret;

import java.util.Locale;

/** How sure the scanner is: {@code HIGH} for an issuer's own form, {@code MEDIUM} for a value in a telling place. */
public enum Confidence {
    MEDIUM,
    HIGH;

    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }
}
