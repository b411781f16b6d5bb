package dev.recount.sigma.match;

/**
 * Reads the wildcards and escapes of a string value (specification, "Escaping"). A backslash before {@code *}, {@code ?}
 * or another backslash makes that character plain; any other backslash is itself plain.
 */
final class Wildcards {

    private Wildcards() {}

    /** The text with {@link TextPattern#ANY} and {@link TextPattern#ONE} where wildcards stand and all escapes resolved. */
    static String mark(String text) {
        if (text.indexOf(TextPattern.ANY) >= 0 || text.indexOf(TextPattern.ONE) >= 0) {
            throw new ItemException("the Unicode noncharacters U+FFFE and U+FFFF", "text without them");
        }
        StringBuilder marked = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\' && i + 1 < text.length() && isSpecial(text.charAt(i + 1))) {
                marked.append(text.charAt(++i));
            } else if (c == '*') {
                marked.append(TextPattern.ANY);
            } else {
                marked.append(c == '?' ? TextPattern.ONE : c);
            }
        }
        return marked.toString();
    }

    private static boolean isSpecial(char c) {
        return c == '*' || c == '?' || c == '\\';
    }

    static boolean hasWildcard(String marked) {
        return marked.indexOf(TextPattern.ANY) >= 0 || marked.indexOf(TextPattern.ONE) >= 0;
    }
}
