package dev.recount.standalone.cli;

/** The command was asked for something it cannot do; the message says what and what would be right. */
final class UsageException extends RuntimeException {

    UsageException(String message) {
        super(message);
    }
}
