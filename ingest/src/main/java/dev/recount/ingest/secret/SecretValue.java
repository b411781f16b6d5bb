package dev.recount.ingest.secret;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Tells a secret's value from a placeholder, a reference to a variable, a word of prose and a piece of code. */
final class SecretValue {
    private static final int LOOKED_AT = 512;
    private static final Set<String> STAND_INS = Words.of("stand-ins");
    private static final List<String> REFERENCES = Words.lines("references");

    private SecretValue() {}

    /** Whether the value only stands for a secret that is elsewhere, or was taken out already. */
    static boolean isStandIn(String value) {
        String lower = value.substring(0, Math.min(value.length(), LOOKED_AT)).toLowerCase(Locale.ROOT);
        if (lower.length() < 3 || STAND_INS.contains(lower) || isOneCharacterRepeated(lower)) {
            return true;
        }
        for (String reference : REFERENCES) {
            if (lower.startsWith(reference) && isWholeReference(reference, lower)) {
                return true;
            }
        }
        return lower.endsWith("_here") || lower.endsWith("-here") || lower.contains("[redacted") || isVariable(lower);
    }

    /** Words such as {@code none} are stand-ins alone, not as the start of a password. */
    private static boolean isWholeReference(String reference, String lower) {
        char last = reference.charAt(reference.length() - 1);
        boolean word = Alphabet.LETTERS.has(last);
        boolean path = reference.endsWith("/") && !reference.contains(":");
        if (path) {
            return lower.indexOf('/', 1) > 0 || lower.indexOf('.', 2) > 0;
        }
        if (reference.equals("$")) {
            return lower.length() > 1 && "{(_abcdefghijklmnopqrstuvwxyz".indexOf(lower.charAt(1)) >= 0;
        }
        if (reference.equals("@") || reference.equals("*") || reference.equals("&") || reference.equals("<")) {
            return isIdentifierOrPath(lower, 1);
        }
        return !word || lower.length() == reference.length() || !Alphabet.ALNUM.has(lower.charAt(reference.length()));
    }

    private static boolean isIdentifierOrPath(String lower, int from) {
        for (int i = from; i < lower.length(); i++) {
            char c = lower.charAt(i);
            if (!Alphabet.DOTTED.has(c) && c != '/' && c != '>' && c != '*' && c != ' ') {
                return false;
            }
        }
        return true;
    }

    private static boolean isVariable(String lower) {
        boolean percent = lower.length() > 2 && lower.startsWith("%") && lower.endsWith("%");
        return percent || (lower.startsWith("{") && lower.endsWith("}"));
    }

    private static boolean isOneCharacterRepeated(String s) {
        return s.chars().allMatch(c -> c == s.charAt(0) || c == 'x' || c == '*' || (c == '.' && s.charAt(0) == 'x'));
    }

    /** Whether the value can be a token or key: long enough, of one piece, and with the disorder of a random string. */
    static boolean isRandom(String value) {
        int length = value.length();
        if (length < 6 || isStandIn(value)) {
            return false;
        }
        Census census = Census.of(value, LOOKED_AT);
        if (census.others() > 0 || isIdentifierLike(value)) {
            return false;
        }
        if (census.letters() == 0) {
            return false;
        }
        if (census.digits() == 0) {
            return length >= 16 && census.uppers() > 1 && census.lowers() > 1 && census.bitsPerCharacter() >= 3.4;
        }
        return length < 12 ? census.bitsPerCharacter() >= 2.2 : census.bitsPerCharacter() >= 2.4;
    }

    /** A generated key of any signs and blanks, as frameworks write them between quotes. */
    static boolean isNoise(String value) {
        if (value.length() < 14 || value.contains("://") || isStandIn(value)) {
            return false;
        }
        Census census = Census.of(value, LOOKED_AT);
        long blanks = value.chars().filter(c -> c == ' ').count();
        int signs = census.signs() + census.others();
        double needed = value.length() < 24 ? 2.5 : 4.0;
        return census.digits() >= 2
                && census.letters() >= 4
                && signs >= 4
                && blanks * 10 <= value.length()
                && census.bitsPerCharacter() >= needed
                && census.others() > 0;
    }

    /** As {@link #isRandom}, for a place that tells little: the value alone must convince. */
    static boolean isStronglyRandom(String value) {
        if (value.length() < 16 || !isRandom(value) || (value.indexOf('/') >= 0 && value.length() != 40)) {
            return false;
        }
        Census census = Census.of(value, LOOKED_AT);
        return census.digits() >= 2 && census.bitsPerCharacter() >= 3.0;
    }

    /** Words and short numbers joined by separators: {@code my-app-secret-1}, {@code process.env.TOKEN}, {@code v1.2}. */
    static boolean isIdentifierLike(String value) {
        int segments = 0;
        int start = 0;
        for (int i = 0; i <= Math.min(value.length(), LOOKED_AT); i++) {
            boolean separator = i == value.length() || "-_./:@".indexOf(value.charAt(i)) >= 0;
            if (separator) {
                if (i > start && !isWordOrShortNumber(value, start, i)) {
                    return false;
                }
                segments++;
                start = i + 1;
            }
        }
        return segments > 1;
    }

    private static boolean isWordOrShortNumber(String value, int start, int end) {
        if (Alphabet.DIGITS.runEnd(value, start) >= end) {
            return end - start <= 4;
        }
        if (Alphabet.LETTERS.runEnd(value, start) < end) {
            return false;
        }
        int uppers = 0;
        for (int i = start + 1; i < end; i++) {
            uppers += Character.isUpperCase(value.charAt(i)) && Character.isLowerCase(value.charAt(i - 1)) ? 1 : 0;
        }
        return end - start <= 24 && uppers <= 4;
    }
}
