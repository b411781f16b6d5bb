package dev.recount.evidence.verdict;

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
        /** Nothing that was looked at can tell. */
        UNKNOWN
    }

    /** Something that was checked and is so. */
    public static Finding holds(String text) {
        return new Finding(Verdict.HOLDS, text);
    }

    /** Something that was checked and is not so. */
    public static Finding differs(String text) {
        return new Finding(Verdict.DIFFERS, text);
    }

    /** Something that could not be checked. */
    public static Finding unknown(String text) {
        return new Finding(Verdict.UNKNOWN, text);
    }
}
