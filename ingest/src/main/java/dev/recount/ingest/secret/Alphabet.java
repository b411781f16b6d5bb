package dev.recount.ingest.secret;

/** A set of ASCII characters that secrets of some kind are written in. */
final class Alphabet {
    static final Alphabet LOWER_HEX = new Alphabet("0123456789abcdef");
    static final Alphabet HEX = new Alphabet("0123456789abcdefABCDEF");
    static final Alphabet DIGITS = new Alphabet("0123456789");
    static final Alphabet LETTERS = new Alphabet("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ");
    static final Alphabet LOWERS = new Alphabet("abcdefghijklmnopqrstuvwxyz");
    static final Alphabet UPPERS = new Alphabet("ABCDEFGHIJKLMNOPQRSTUVWXYZ");
    static final Alphabet ALNUM = LETTERS.and("0123456789");
    static final Alphabet LOWER_ALNUM = new Alphabet("abcdefghijklmnopqrstuvwxyz0123456789");
    static final Alphabet UPPER_ALNUM = new Alphabet("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789");
    static final Alphabet WORD = ALNUM.and("_");
    static final Alphabet DASHED = ALNUM.and("_-");
    static final Alphabet DOTTED = ALNUM.and("_-.");
    static final Alphabet BASE64 = ALNUM.and("+/");
    static final Alphabet BASE64_PADDED = ALNUM.and("+/=");
    static final Alphabet ANY_BASE64 = ALNUM.and("+/-_");
    static final Alphabet ANY_BASE64_PADDED = ALNUM.and("+/-_=");
    static final Alphabet TOKEN = ALNUM.and("_-.~");
    /** What a hash of {@code crypt(3)} is written in. */
    static final Alphabet CRYPT = ALNUM.and("./$,=+");
    /** What unquoted credentials are written in after a scheme word. */
    static final Alphabet CREDENTIAL = ALNUM.and("_-.~+/=:!@%$*^#");

    private final String characters;
    private final boolean[] has = new boolean[128];

    private Alphabet(String characters) {
        this.characters = characters;
        characters.chars().forEach(c -> has[c] = true);
    }

    private Alphabet and(String more) {
        return new Alphabet(characters + more);
    }

    boolean has(char c) {
        return c < 128 && has[c];
    }

    boolean hasAll(String text) {
        return runEnd(text, 0) == text.length();
    }

    /** The end of the longest run of these characters from a position on. */
    int runEnd(String text, int from) {
        int i = from;
        while (i < text.length() && has(text.charAt(i))) {
            i++;
        }
        return i;
    }

    /** As {@link #runEnd(String, int)}, but stops after a number of characters. */
    int runEnd(String text, int from, int lengthMax) {
        int stop = (int) Math.min(text.length(), (long) from + lengthMax);
        int i = from;
        while (i < stop && has(text.charAt(i))) {
            i++;
        }
        return i;
    }

    /** The start of the longest run of these characters that ends before a position. */
    int runStart(String text, int before) {
        int i = before;
        while (i > 0 && has(text.charAt(i - 1))) {
            i--;
        }
        return i;
    }
}
