package dev.recount.evidence.bundle;

/** A file that is not an evidence bundle at all; the message says what is missing. */
public final class NotABundle extends Exception {

    NotABundle(String message) {
        super(message);
    }
}
