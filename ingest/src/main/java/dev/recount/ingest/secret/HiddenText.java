package dev.recount.ingest.secret;

/**
 * What stands in a text and is not seen, or is seen as something else: colour codes of a terminal (ECMA-48), characters
 * without width, blanks that do not break, the wide forms of ASCII, the zero bytes of UTF-16.
 */
final class HiddenText {
    static final char ESCAPE = '\u001b';
    private static final char BELL = '\u0007';
    private static final int SEQUENCE_MAX = 256;
    private static final int WIDE_OFFSET = 0xFEE0;

    private HiddenText() {}

    /** Whether a single character is meant; {@link #seen} says what is seen. */
    static boolean isHidden(char c) {
        return c == 0
                || c == '\u00a0'
                || c == '\u00ad'
                || (c >= '\u200b' && c <= '\u200f')
                || c == '\u2060'
                || c == '\ufeff'
                || isWide(c);
    }

    private static boolean isWide(char c) {
        return c >= '\uff01' && c <= '\uff5e';
    }

    /** What a reader sees of a hidden character; zero when it is nothing. */
    static char seen(char c) {
        return isWide(c) ? (char) (c - WIDE_OFFSET) : c == '\u00a0' ? ' ' : 0;
    }

    /** The length of the control sequence that begins with the escape at {@code i}; at least one. */
    static int sequenceLength(String text, int i) {
        char kind = i + 1 < text.length() ? text.charAt(i + 1) : 0;
        if (kind != '[' && kind != ']') {
            return 1;
        }
        int stop = Math.min(text.length(), i + SEQUENCE_MAX);
        for (int end = i + 2; end < stop; end++) {
            char c = text.charAt(end);
            if (kind == '[' ? c >= '@' && c <= '~' : c == BELL || c == ESCAPE) {
                return c == ESCAPE ? end - i : end + 1 - i;
            }
        }
        return 2;
    }
}
