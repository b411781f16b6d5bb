package dev.recount.evidence.merkle;

/** Where RFC 6962 §2.1 cuts a list of leaves in two. */
final class Split {

    private Split() {}

    /** The largest power of two smaller than {@code length}, which is 2 or more. */
    static long of(long length) {
        return Long.highestOneBit(length - 1);
    }
}
