package dev.recount.ingest.secret;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/**
 * GitHub's own public handle of a token: base64 of its plain SHA-256, the {@code hashed_token} of GitHub's audit log.
 * Only for GitHub's high-entropy tokens; a plain hash of a password would give the password away.
 */
public final class GithubTokenHash {
    private GithubTokenHash() {}

    public static String of(String token) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java runtime has no SHA-256", e);
        }
    }
}
