package dev.recount.ingest.secret;

import java.util.Locale;

/** The place in the text that a secret stood in. */
public enum SecretContext {
    /** An HTTP header: {@code Authorization}, {@code X-Api-Key}, {@code Cookie}. */
    HEADER,
    /** An assignment to an environment variable, {@code NAME=value} with an upper-case name. */
    ENV,
    /** User information, path or query of a URL or connection string. */
    URL,
    /** An option of a command line, {@code --password x}. */
    FLAG,
    /** A named value: JSON field, YAML key, property, variable in source. */
    FIELD,
    /** Anywhere else, known by its form alone. */
    TEXT;

    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }
}
