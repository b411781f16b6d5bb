package dev.recount.ingest.secret;

import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The value that a sentence gives to a name: {@code the password is x}, {@code password for the db → x},
 * {@code changed the token to `x`}. Prose speaks of passwords far more often than it tells one, so the value must convince
 * by itself.
 */
final class ProseValue {
    private static final int WORDS_MAX = 8;
    private static final int LENGTH_MAX = 512;
    private static final int PASSWORD_MIN = 6;
    private static final Set<String> JOINTS =
            Set.of("is", "was", "ist", "lautet", "to", "=", ":", "->", "=>", "→", "'s", "with", "||", "??");
    private static final Set<String> FILLERS = Set.of("now", "set", "to", "still", "currently", "changed", "be");
    private static final Set<String> OWNERS = Set.of("for", "of", "on", "für");
    private static final String BEFORE_VALUE = "\"'`*(";
    private static final String AFTER_VALUE = "\"'`*),;.";

    private ProseValue() {}

    /** The value told of the name that ends at {@code nameEnd}, or {@code null}. */
    static @Nullable AssignedValue after(Scan scan, int nameEnd, SecretName name) {
        if ("=./".indexOf(scan.charAt(nameEnd)) >= 0) {
            return null;
        }
        boolean joined = false;
        boolean owned = false;
        int i = nameEnd;
        for (int words = 0; words < WORDS_MAX; words++) {
            int start = skip(scan, i, " \t*_");
            int end = wordEnd(scan, start);
            if (end == start) {
                return null;
            }
            String word = scan.text.substring(start, end).toLowerCase(Locale.ROOT);
            if (JOINTS.contains(word)) {
                if (word.equals(":") && isTight(scan.charAt(end))) {
                    return null;
                }
                joined = true;
            } else if (joined && !FILLERS.contains(word)) {
                return judged(scan, start, end, name);
            } else if (!joined && !owned && !OWNERS.contains(word)) {
                return null;
            } else {
                owned = true;
            }
            i = end;
        }
        return null;
    }

    /** Whether a word of a sentence can only be a password: letters and digits mixed, and no name of a method. */
    static boolean isPassword(String word) {
        boolean digits = word.chars().anyMatch(c -> c >= '0' && c <= '9');
        boolean letters = word.chars().anyMatch(Character::isLetter);
        return word.length() >= PASSWORD_MIN
                && digits
                && letters
                && word.indexOf('/') < 0
                && word.indexOf('<') < 0
                && !isMethod(word)
                && !SecretValue.isStandIn(word)
                && PasswordValue.isMixed(word);
    }

    /** {@code sha256}, {@code base64}, {@code oauth2}, {@code version2}: letters, then a short number. */
    private static boolean isMethod(String word) {
        int letters = Alphabet.LETTERS.runEnd(word, 0);
        int digits = Alphabet.DIGITS.runEnd(word, letters);
        return letters >= 2 && digits - letters <= 3 && digits == word.length();
    }

    private static @Nullable AssignedValue judged(Scan scan, int wordStart, int wordEnd, SecretName name) {
        int start = skip(scan, wordStart, BEFORE_VALUE);
        int end = wordEnd;
        while (end > start && AFTER_VALUE.indexOf(scan.charAt(end - 1)) >= 0) {
            end--;
        }
        String word = scan.text.substring(start, end);
        boolean password = name.sense() == SecretName.Sense.PASSWORD;
        boolean quoted = start > wordStart && word.length() >= PASSWORD_MIN && PasswordValue.isMixed(word);
        boolean told = password ? quoted || isPassword(word) : SecretValue.isStronglyRandom(word);
        return told ? new AssignedValue(start, end, false, AssignedValue.Joint.BLANK) : null;
    }

    /** Without a blank after it, a colon separates the parts of a name. */
    private static boolean isTight(char afterColon) {
        return Alphabet.TOKEN.has(afterColon) || afterColon == '/' || afterColon == ':';
    }

    private static int skip(Scan scan, int from, String skipped) {
        int i = from;
        while (i < scan.text.length() && skipped.indexOf(scan.charAt(i)) >= 0) {
            i++;
        }
        return i;
    }

    private static int wordEnd(Scan scan, int from) {
        int stop = Math.min(scan.text.length(), from + LENGTH_MAX);
        int i = from;
        while (i < stop && !Character.isWhitespace(scan.charAt(i))) {
            i++;
            if (i == from + 1 && scan.charAt(from) == ':') {
                return i;
            }
        }
        return i;
    }
}
