package dev.recount.runtime.access;

import dev.recount.runtime.settings.Secret;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32;

/**
 * How our tokens look: {@code recount_<role>_<32 random base-62 characters><6 base-62 characters of CRC-32>}. The prefix
 * lets secret scanners find a leaked one, and the checksum tells a mistyped token from an unknown one without a look-up.
 */
public final class TokenFormat {

    private static final String ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final int RANDOM_LENGTH = 32;
    private static final int CHECKSUM_LENGTH = 6;
    private static final Pattern SHAPE = Pattern.compile("(recount_([a-z]+)_[0-9A-Za-z]{32})([0-9A-Za-z]{6})");

    private TokenFormat() {}

    /** A new token for a role, with 190 bits of randomness. */
    public static Secret generate(Role role, SecureRandom random) {
        StringBuilder body = new StringBuilder("recount_" + role.label() + "_");
        for (int i = 0; i < RANDOM_LENGTH; i++) {
            body.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return Secret.of(body + checksum(body.toString()));
    }

    /** Whether a text starts like one of our tokens but cannot be one: cut short, or a character wrong. */
    static boolean isMistyped(String token) {
        if (!token.startsWith("recount_")) {
            return false;
        }
        Matcher matcher = SHAPE.matcher(token);
        return !matcher.matches() || !checksum(matcher.group(1)).equals(matcher.group(3));
    }

    /** The role that a well-formed token says it has; what it may do is decided by the stored entry alone. */
    public static Optional<Role> roleIn(String token) {
        Matcher matcher = SHAPE.matcher(token);
        return matcher.matches() ? Role.ofLabel(matcher.group(2)) : Optional.empty();
    }

    private static String checksum(String body) {
        CRC32 crc = new CRC32();
        crc.update(body.getBytes(StandardCharsets.US_ASCII));
        char[] digits = new char[CHECKSUM_LENGTH];
        long rest = crc.getValue();
        for (int i = CHECKSUM_LENGTH - 1; i >= 0; i--) {
            digits[i] = ALPHABET.charAt((int) (rest % ALPHABET.length()));
            rest /= ALPHABET.length();
        }
        return new String(digits);
    }
}
