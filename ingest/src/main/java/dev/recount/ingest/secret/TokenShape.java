package dev.recount.ingest.secret;

/**
 * An issuer's own form of token: a prefix, then a run of characters.
 *
 * @param lengthMin fewest characters after the prefix
 * @param lengthMax most characters after the prefix; a longer run is something else, unless this is {@link #ANY_LENGTH}
 * @param wordStart whether the prefix must not continue a word (needed where it is short enough to end one)
 */
record TokenShape(SecretKind kind, String prefix, Alphabet alphabet, int lengthMin, int lengthMax, boolean wordStart) {

    static final int ANY_LENGTH = 1 << 30;

    /** The end of the token whose prefix begins here, or -1. */
    int end(String text, int start) {
        if (!text.startsWith(prefix, start) || (wordStart && start > 0 && continuesWord(text.charAt(start - 1)))) {
            return -1;
        }
        int bodyStart = start + prefix.length();
        int end = alphabet.runEnd(text, bodyStart, lengthMax + 1);
        while (end > bodyStart && isPunctuation(text.charAt(end - 1))) {
            end--;
        }
        int length = end - bodyStart;
        return length < lengthMin || length > lengthMax ? -1 : end;
    }

    private static boolean continuesWord(char c) {
        return Alphabet.DASHED.has(c);
    }

    private static boolean isPunctuation(char c) {
        return c == '.' || c == '-' || c == '/';
    }
}
