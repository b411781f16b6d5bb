package dev.recount.sigma.match;

/**
 * A string value with its wildcards (specification, "Wildcards" and "Escaping"): {@code *} stands for any text, also none
 * and over line ends, {@code ?} for exactly one character (code point).
 *
 * <p>Equal patterns are equal objects, so that rules can share them.
 *
 * @param text the characters to find, folded unless {@code cased}; {@link #ANY} and {@link #ONE} stand for the wildcards
 * @param cased whether letter case counts
 */
public record TextPattern(String text, boolean cased) {

    /** Stands for {@code *}: a Unicode noncharacter, which {@link Wildcards} keeps out of literals. */
    static final char ANY = '\uFFFF';

    /** Stands for {@code ?}. */
    static final char ONE = '\uFFFE';

    /** How the text is tied to the ends of the value; everything with an inner wildcard is {@code GLOB}. */
    public enum Shape {
        EXACT,
        PREFIX,
        SUFFIX,
        CONTAINS,
        GLOB
    }

    /** Makes a pattern from a marked text as {@link Wildcards} gives it. */
    static TextPattern of(String marked, boolean cased) {
        StringBuilder simple = new StringBuilder(marked.length());
        for (int i = 0; i < marked.length(); i++) {
            char c = marked.charAt(i);
            boolean repeated = c == ANY && simple.length() > 0 && simple.charAt(simple.length() - 1) == ANY;
            if (!repeated) {
                simple.append(cased || c >= ONE ? c : Folding.fold(c));
            }
        }
        return new TextPattern(simple.toString(), cased);
    }

    public Shape shape() {
        int from = startsOpen() ? 1 : 0;
        int to = text.length() - (endsOpen() ? 1 : 0);
        for (int i = from; i < to; i++) {
            if (text.charAt(i) >= ONE) {
                return Shape.GLOB;
            }
        }
        if (startsOpen()) {
            return endsOpen() ? Shape.CONTAINS : Shape.SUFFIX;
        }
        return endsOpen() ? Shape.PREFIX : Shape.EXACT;
    }

    private boolean startsOpen() {
        return !text.isEmpty() && text.charAt(0) == ANY;
    }

    private boolean endsOpen() {
        return !text.isEmpty() && text.charAt(text.length() - 1) == ANY;
    }

    /** The longest run of characters without a wildcard; every matching value contains it, letter case aside. */
    public String longestLiteral() {
        int bestFrom = 0;
        int bestTo = 0;
        int from = 0;
        for (int i = 0; i <= text.length(); i++) {
            if (i == text.length() || text.charAt(i) >= ONE) {
                if (i - from > bestTo - bestFrom) {
                    bestFrom = from;
                    bestTo = i;
                }
                from = i + 1;
            }
        }
        return text.substring(bestFrom, bestTo);
    }

    /** Whether the whole value fits the pattern. */
    public boolean matches(String value) {
        int pattern = 0;
        int at = 0;
        int lastAny = -1;
        int retryAt = 0;
        while (at < value.length()) {
            char wanted = pattern < text.length() ? text.charAt(pattern) : 0;
            if (pattern < text.length() && wanted == ANY) {
                lastAny = pattern++;
                if (pattern == text.length()) {
                    return true;
                }
                at = seek(value, at, text.charAt(pattern));
                retryAt = at;
            } else if (pattern < text.length() && wanted == ONE) {
                pattern++;
                at += charsAt(value, at);
            } else if (pattern < text.length() && wanted == unit(value.charAt(at))) {
                pattern++;
                at++;
            } else if (lastAny >= 0) {
                pattern = lastAny + 1;
                at = seek(value, retryAt + charsAt(value, retryAt), text.charAt(pattern));
                retryAt = at;
            } else {
                return false;
            }
        }
        while (pattern < text.length() && text.charAt(pattern) == ANY) {
            pattern++;
        }
        return pattern == text.length();
    }

    /** The next place, from this one on, where what follows a {@code *} can begin; the end of the value if there is none. */
    private int seek(String value, int from, char first) {
        int at = from;
        boolean alone = !Character.isSurrogate(first);
        while (first != ONE && at < value.length() && unit(value.charAt(at)) != first) {
            at += alone ? 1 : charsAt(value, at);
        }
        return at;
    }

    private char unit(char c) {
        return cased ? c : Folding.fold(c);
    }

    private static int charsAt(String value, int at) {
        return Character.charCount(value.codePointAt(at));
    }

    @Override
    public String toString() {
        String shown = text.replace("\\", "\\\\").replace("*", "\\*").replace("?", "\\?");
        return shown.replace(ANY, '*').replace(ONE, '?');
    }
}
