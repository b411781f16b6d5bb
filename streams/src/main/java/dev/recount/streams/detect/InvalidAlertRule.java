package dev.recount.streams.detect;

/** A rule whose {@code recount:} section cannot be used; the message names file, line, value and what was expected. */
public final class InvalidAlertRule extends RuntimeException {

    public InvalidAlertRule(String message) {
        super(message);
    }
}
