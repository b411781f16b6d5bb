package dev.recount.standalone.terminal;

import java.util.Locale;

/** How results are printed. */
public enum OutputFormat {
    /** Columns for a person. */
    TABLE,
    /** One JSON value. */
    JSON,
    /** One JSON value on each line. */
    NDJSON,
    /** A Timesketch timeline as JSON lines; of timelines only. */
    TIMESKETCH;

    /** As it is written on the command line. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
