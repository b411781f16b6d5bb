package dev.recount.sigma.match;

/** A detection item that cannot be given a meaning. */
public final class ItemException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String offending;
    private final String expected;

    public ItemException(String offending, String expected) {
        super(offending + " (expected: " + expected + ")", null, false, false);
        this.offending = offending;
        this.expected = expected;
    }

    /** The value or modifier that is at fault. */
    public String offending() {
        return offending;
    }

    /** What would have been right. */
    public String expected() {
        return expected;
    }
}
