package dev.recount.ingest.accept;

import org.jspecify.annotations.Nullable;

/** What became of one submitted item. */
public sealed interface Outcome {

    /** The item is in the log. {@code id} is the event's id. */
    record Accepted(String id) implements Outcome {}

    /** The log had the same event before; nothing was written. */
    record Duplicate(String id) implements Outcome {}

    /**
     * The item is wrong and was not recorded as an event; it is kept on {@code recount.rejected}.
     *
     * @param id the event's id, when it could be read; redacted
     * @param pointer JSON pointer to the wrong field, {@code ""} for the item as a whole
     * @param detail what is wrong and how to mend it; never holds a secret
     */
    record Refused(@Nullable String id, String pointer, String detail) implements Outcome {}

    /**
     * The item is good but the log did not take it; the sender should try again.
     *
     * @param saturated whether the log is there but busy (429) rather than away (503)
     */
    record NotTaken(boolean saturated) implements Outcome {}
}
