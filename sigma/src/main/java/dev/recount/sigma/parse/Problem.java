package dev.recount.sigma.parse;

import dev.recount.sigma.rule.Location;

/**
 * One fault of a rule file.
 *
 * @param location the place of the faulty value
 * @param field the attribute, as a dotted path from the top of the document; empty for the document itself
 * @param offending what stands there
 * @param expected what would have been right
 */
public record Problem(Location location, String field, String offending, String expected) {

    private static final int OFFENDING_CHARS_MAX = 120;

    /** Shortens the offending value to a readable length. */
    public Problem {
        if (offending.length() > OFFENDING_CHARS_MAX) {
            offending = offending.substring(0, OFFENDING_CHARS_MAX) + "…";
        }
    }

    /** For people: {@code file:line:column: field: value (expected: …)}. */
    @Override
    public String toString() {
        String subject = field.isEmpty() ? "" : field + ": ";
        return location + ": " + subject + offending + " (expected: " + expected + ")";
    }
}
