package dev.recount.ingest.secret;

/**
 * The name of a secret: {@code fp_} and 32 hexadecimal digits (the first 128 bits of a keyed HMAC-SHA-256). The same
 * secret under the same key always has the same name, and the name does not tell the secret.
 */
public record Fingerprint(String text) implements Comparable<Fingerprint> {
    private static final String PREFIX = "fp_";
    private static final int HEX_DIGITS = 32;
    private static final int FOREIGN_MAX = 128;

    public Fingerprint {
        if (!isFingerprint(text)) {
            throw new IllegalArgumentException("fingerprint: not of the form fp_ and 32 lower-case hexadecimal digits");
        }
    }

    /** Whether the text has the form of a fingerprint. */
    public static boolean isFingerprint(String text) {
        if (text.length() != PREFIX.length() + HEX_DIGITS || !text.startsWith(PREFIX)) {
            return false;
        }
        return text.chars().skip(PREFIX.length()).allMatch(c -> (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'));
    }

    /** Whether the text can be the fingerprint of somebody who makes his own: no secret begins so and is written so. */
    public static boolean mayBeFingerprint(String text) {
        return text.length() > PREFIX.length()
                && text.length() <= FOREIGN_MAX
                && text.startsWith(PREFIX)
                && Alphabet.DOTTED.hasAll(text);
    }

    /** The first eight hexadecimal digits, as they stand in a redaction marker. */
    public String shortForm() {
        return text.substring(PREFIX.length(), PREFIX.length() + 8);
    }

    @Override
    public int compareTo(Fingerprint other) {
        return text.compareTo(other.text);
    }

    @Override
    public String toString() {
        return text;
    }
}
