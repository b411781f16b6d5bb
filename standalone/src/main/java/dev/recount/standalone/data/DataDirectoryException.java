package dev.recount.standalone.data;

/** A data directory that cannot be used; the message names it and what to do, and is meant for a person. */
public final class DataDirectoryException extends RuntimeException {

    public DataDirectoryException(String message) {
        super(message);
    }

    public DataDirectoryException(String message, Throwable cause) {
        super(message, cause);
    }
}
