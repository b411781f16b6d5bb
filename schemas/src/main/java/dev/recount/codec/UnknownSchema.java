package dev.recount.codec;

/** A schema, or the id of one, that nobody has heard of. */
public final class UnknownSchema extends RuntimeException {

    public UnknownSchema(String message) {
        super(message);
    }

    public UnknownSchema(String message, Throwable cause) {
        super(message, cause);
    }
}
