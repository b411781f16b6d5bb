package dev.recount.evidence.bundle;

/**
 * One thing a verification has to say.
 *
 * @param verdict whether it holds
 * @param text in plain words
 */
public record Finding(Verdict verdict, String text) {

    /** Whether something holds. */
    public enum Verdict {
        /** It does. */
        HOLDS,
        /** It does not. */
        DIFFERS,
        /** Nothing in the bundle can tell. */
        UNKNOWN
    }

    static Finding holds(String text) {
        return new Finding(Verdict.HOLDS, text);
    }

    static Finding differs(String text) {
        return new Finding(Verdict.DIFFERS, text);
    }

    static Finding unknown(String text) {
        return new Finding(Verdict.UNKNOWN, text);
    }
}
