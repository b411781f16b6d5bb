package dev.recount.delivery.channel;

import dev.recount.runtime.settings.Secret;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A symmetric key of Standard Webhooks 1.0.0: {@code whsec_} and 24 to 64 bytes in Base64. */
public record SigningKey(Secret secret) {

    private static final String PREFIX = "whsec_";

    /**
     * Checks the key.
     *
     * @throws IllegalArgumentException when it is none; the message does not show it
     */
    public SigningKey {
        int bytes = bytes(secret).length;
        if (bytes < 24 || bytes > 64) {
            throw new IllegalArgumentException("a key of " + bytes + " bytes (expected: 24 to 64)");
        }
    }

    private static byte[] bytes(Secret secret) {
        var text = secret.reveal();
        if (!text.startsWith(PREFIX)) {
            throw new IllegalArgumentException("no webhook secret (expected: whsec_ and 24 to 64 bytes in Base64)");
        }
        try {
            return Base64.getDecoder().decode(text.substring(PREFIX.length()));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("not Base64 behind whsec_ (expected: 24 to 64 bytes in Base64)", e);
        }
    }

    /** The signature of one attempt, {@code v1,…}. */
    String sign(String id, long timestamp, String body) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(bytes(secret), "HmacSHA256"));
            byte[] signed = mac.doFinal((id + "." + timestamp + "." + body).getBytes(StandardCharsets.UTF_8));
            return "v1," + Base64.getEncoder().encodeToString(signed);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HmacSHA256", e);
        }
    }
}
