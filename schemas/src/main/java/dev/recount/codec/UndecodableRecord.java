package dev.recount.codec;

/** Bytes on a topic that are not a value of the expected type. */
public final class UndecodableRecord extends RuntimeException {

    public UndecodableRecord(String message) {
        super(message);
    }

    public UndecodableRecord(String message, Throwable cause) {
        super(message, cause);
    }
}
