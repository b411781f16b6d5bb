package dev.recount.streams.index;

/** The index cannot be read now: it is starting, moving or closed. The same read may succeed later. */
public final class IndexUnavailable extends RuntimeException {

    public IndexUnavailable(String message) {
        super(message);
    }

    public IndexUnavailable(String message, Throwable cause) {
        super(message, cause);
    }
}
