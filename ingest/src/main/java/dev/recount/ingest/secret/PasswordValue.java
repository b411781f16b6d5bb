package dev.recount.ingest.secret;

import java.util.Locale;

/** Tells a password from code and prose, where anything at all may be a password. */
final class PasswordValue {
    private PasswordValue() {}

    /** A call, an expression, a member access, a template. */
    static boolean isCode(String value) {
        boolean member = value.indexOf('.') > 0 && SecretValue.isIdentifierLike(value) && noDigits(value);
        return isExpression(value) || member || namesItself(value);
    }

    /** A call, an element of a list, a list, a template: what brackets give away. */
    static boolean isExpression(String value) {
        boolean call = value.indexOf('(') > 0 && Alphabet.WORD.has(value.charAt(value.indexOf('(') - 1));
        boolean index = value.indexOf('[') > 0 && value.endsWith("]");
        return call || index || value.startsWith("[") || value.startsWith("{");
    }

    /** A variable that is called after what it holds: {@code userPassword}, {@code new_password}. */
    private static boolean namesItself(String value) {
        String lower = value.toLowerCase(Locale.ROOT);
        return Alphabet.DOTTED.hasAll(value)
                && noDigits(value)
                && (lower.contains("passw") || lower.contains("secret"));
    }

    static boolean isProse(String value) {
        return isSentence(value) || isCode(value);
    }

    /** A sentence or a label: capital first, then several words without digits. */
    static boolean isSentence(String value) {
        return value.indexOf(' ') > 0 && noDigits(value) && Character.isUpperCase(value.charAt(0));
    }

    /** Letters with digits or signs among them, in one piece: where a plain word would be just a word. */
    static boolean isMixed(String value) {
        if (value.length() < 4 || isCode(value) || SecretValue.isIdentifierLike(value)) {
            return false;
        }
        Census census = Census.of(value, 256);
        boolean signsInside = census.signs() > (":.!".indexOf(value.charAt(value.length() - 1)) >= 0 ? 1 : 0);
        return census.digits() > 0 || (signsInside && census.letters() > 2);
    }

    /** An unquoted value that takes the rest of its line, as in YAML. */
    static boolean isLineValue(Scan scan, AssignedValue v, String value) {
        int end = scan.skipBlanks(v.end());
        char after = scan.charAt(end);
        boolean wholeLine = after == '\0' || after == '\n' || after == '\r' || after == '#';
        return wholeLine ? !isCode(value) && value.length() >= 4 : isMixed(value);
    }

    private static boolean noDigits(String value) {
        return value.chars().noneMatch(c -> c >= '0' && c <= '9');
    }
}
