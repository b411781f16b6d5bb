package dev.recount.sigma.match;

/**
 * Letter case for comparison: each UTF-16 unit is folded on its own, as {@link String#equalsIgnoreCase} does, so folding
 * never changes a length or a position and needs no locale.
 */
public final class Folding {

    private static final char[] FOLDED = new char[Character.MAX_VALUE + 1];

    static {
        for (int c = 0; c < FOLDED.length; c++) {
            FOLDED[c] = Character.toLowerCase(Character.toUpperCase((char) c));
        }
    }

    private Folding() {}

    public static char fold(char c) {
        return FOLDED[c];
    }

    public static String fold(CharSequence text) {
        char[] folded = new char[text.length()];
        for (int i = 0; i < folded.length; i++) {
            folded[i] = FOLDED[text.charAt(i)];
        }
        return new String(folded);
    }
}
