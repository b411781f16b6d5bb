package dev.recount.ingest.secret;

import dev.recount.ingest.secret.SecretName.Sense;
import java.util.Locale;
import java.util.Set;

/**
 * A token or key that is a plain word, {@code letmeinplease}: only its name gives it away. Told from what honest logs have
 * under the same names: where the secret is kept, what it is called, and what happened to it.
 */
final class PlainValue {
    private static final int LENGTH_MIN = 6;
    private static final int SECRET_LENGTH_MIN = 4;
    private static final Set<String> STATES = Words.of("token-states");
    private static final Set<String> FILE_ENDINGS = Words.of("key-file-endings");
    private static final String AFTER_CODE = "([.";

    private PlainValue() {}

    /** Whether a value that stands as a whole under its name, as in JSON, is the secret itself. */
    static boolean isWhole(SecretName name, String value) {
        return name.sense().takesPlain() && isSecret(name, value);
    }

    /** Whether a value that a text gives to a name is the secret itself; code and prose give names many other values. */
    static boolean isAssigned(
            Scan scan, AssignedValue v, int nameStart, String name, SecretName secretName, String value) {
        char quote = scan.charAt(v.start() - 1);
        boolean literal = v.quoted() ? quote != '`' : AFTER_CODE.indexOf(scan.charAt(v.end())) < 0;
        boolean letters = value.chars().anyMatch(Character::isLetter);
        return secretName.sense().takesPlain()
                && literal
                && letters
                && isTold(scan, v, nameStart, name, secretName, value)
                && isSecret(secretName, value);
    }

    private static boolean isTold(
            Scan scan, AssignedValue v, int nameStart, String name, SecretName secretName, String value) {
        boolean key = secretName.sense() == Sense.KEY;
        return switch (v.joint()) {
            case QUERY -> true;
            case FLAG -> !value.equals(value.toUpperCase(Locale.ROOT));
            case WORD_EQUALS -> isVariable(name) || (key && !isCode(scan, v, value));
            case LINE_COLON -> key && (v.quoted() || isLine(scan, v, nameStart, value));
            case COLON -> v.quoted() && (key || "\"'".indexOf(scan.charAt(nameStart - 1)) >= 0);
            case EQUALS -> key && v.quoted();
            case TAG -> key;
            case COMMA, BLANK -> false;
        };
    }

    /** A name in capitals, as the environment's are. */
    private static boolean isVariable(String name) {
        return name.equals(name.toUpperCase(Locale.ROOT));
    }

    /** An argument of a call, a variable called after what it holds, a field of another. */
    private static boolean isCode(Scan scan, AssignedValue v, String value) {
        return ",)".indexOf(scan.charAt(v.end())) >= 0 || isNameOf(value) || value.indexOf('.') >= 0;
    }

    /** The rest of a line of YAML, or of a quoted header: a type or an expression has capitals or signs. */
    private static boolean isLine(Scan scan, AssignedValue v, int nameStart, String value) {
        char after = scan.charAt(scan.skipBlanks(v.end()));
        boolean quoted = "\"'".indexOf(after) >= 0 && after == scan.charAt(nameStart - 1);
        return (quoted || "\0\n\r#".indexOf(after) >= 0)
                && value.equals(value.toLowerCase(Locale.ROOT))
                && Alphabet.DASHED.hasAll(value)
                && !isNameOf(value);
    }

    private static boolean isSecret(SecretName name, String value) {
        boolean phrase = name.kind() == SecretKind.SECRET;
        return value.length() >= (phrase ? SECRET_LENGTH_MIN : LENGTH_MIN)
                && (phrase ? !PasswordValue.isSentence(value) : value.chars().noneMatch(Character::isWhitespace))
                && !SecretValue.isStandIn(value)
                && !STATES.contains(value.toLowerCase(Locale.ROOT))
                && !PasswordValue.isExpression(value)
                && !isPlace(value)
                && !isReference(value);
    }

    /** A URL, a path or a file: an address that carries a secret of its own is found by other rules. */
    private static boolean isPlace(String value) {
        int dot = value.lastIndexOf('.');
        return value.contains("://")
                || value.startsWith(":\\", 1)
                || (value.indexOf('/') > 0 && SecretValue.isIdentifierLike(value))
                || (dot > 0 && FILE_ENDINGS.contains(value.substring(dot + 1).toLowerCase(Locale.ROOT)));
    }

    /** {@code GITHUB_TOKEN}, {@code env.API_KEY}, {@code access_token}: what a secret is called where it is kept. */
    private static boolean isReference(String value) {
        boolean capitals = value.equals(value.toUpperCase(Locale.ROOT)) && value.indexOf('_') > 0;
        boolean member = value.indexOf('.') > 0;
        return SecretName.isKnown(value) || ((capitals || member) && isNameOf(value));
    }

    private static boolean isNameOf(String value) {
        return Alphabet.DOTTED.hasAll(value) && SecretName.of(value) != null;
    }
}
