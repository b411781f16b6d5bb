package dev.recount.streams.reference;

/** Patterns of registry ids: {@code *} stands for any text, {@code ?} for one character, everything else for itself. */
public final class Glob {

    private Glob() {}

    /** Whether {@code pattern} can match anything but itself. */
    public static boolean isGlob(String pattern) {
        return pattern.indexOf('*') >= 0 || pattern.indexOf('?') >= 0;
    }

    /** How much of {@code pattern} is literal; of two patterns that match, the more specific one counts. */
    public static int specificity(String pattern) {
        return (int) pattern.chars().filter(c -> c != '*' && c != '?').count();
    }

    /** Whether the whole of {@code text} matches; linear in practice, at most pattern times text. */
    public static boolean matches(String pattern, String text) {
        int p = 0;
        int t = 0;
        int star = -1;
        int resume = 0;
        while (t < text.length()) {
            if (p < pattern.length() && pattern.charAt(p) == '*') {
                star = p++;
                resume = t;
            } else if (p < pattern.length() && (pattern.charAt(p) == '?' || pattern.charAt(p) == text.charAt(t))) {
                p++;
                t++;
            } else if (star >= 0) {
                p = star + 1;
                t = ++resume;
            } else {
                return false;
            }
        }
        while (p < pattern.length() && pattern.charAt(p) == '*') {
            p++;
        }
        return p == pattern.length();
    }
}
