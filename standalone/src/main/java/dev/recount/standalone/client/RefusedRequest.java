package dev.recount.standalone.client;

/** The server understood and said no; the message is its reason. */
public final class RefusedRequest extends RuntimeException {

    private final int status;

    RefusedRequest(int status, String message) {
        super(message);
        this.status = status;
    }

    public int status() {
        return status;
    }

    /** Whether the caller asked wrongly, in contrast to asking for something that is not so. */
    public boolean isMisuse() {
        return status == 400 || status == 401 || status == 403 || status == 405;
    }
}
