package dev.recount.runtime.access;

import dev.recount.runtime.settings.Secret;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One token that is accepted, known by its digest only.
 *
 * @param name who holds it, e.g. {@code ci}
 * @param role what it may do
 * @param sha256 SHA-256 of the token, 64 lower case hexadecimal digits. Tokens are long and random, so a plain digest
 *     cannot be guessed back
 * @param tenant the only tenant that it is for; null for one that names none
 */
public record TokenEntry(
        String name, Role role, String sha256, @Nullable String tenant) {

    private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{64}");

    public TokenEntry {
        if (!Caller.canBeNamed(name)) {
            throw new IllegalArgumentException("name: empty, longer than 255 characters or with a control character"
                    + " (expected: who holds the token)");
        }
        if (!DIGEST.matcher(sha256).matches()) {
            throw new IllegalArgumentException("sha256: not 64 lower case hexadecimal digits");
        }
    }

    public static TokenEntry of(String name, Role role, Secret token) {
        return new TokenEntry(name, role, HexFormat.of().formatHex(digest(token.reveal())), null);
    }

    byte[] digest() {
        return HexFormat.of().parseHex(sha256);
    }

    static byte[] digest(String token) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
