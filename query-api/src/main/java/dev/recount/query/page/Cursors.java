package dev.recount.query.page;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Cursors: where a listing goes on, signed (HMAC-SHA-256, 128 bits) together with the question it belongs to. One that was
 * made up, changed, or taken from another question is not opened.
 */
public final class Cursors {

    private static final int SIGNATURE_BYTES = 16;
    private static final String SEPARATOR = "\n";

    private final SecretKeySpec key;

    /** @param key at least 16 bytes, the same for every instance that is to take another's cursors */
    public Cursors(byte[] key) {
        if (key.length < SIGNATURE_BYTES) {
            throw new IllegalArgumentException(
                    "key: " + key.length + " bytes (expected: " + SIGNATURE_BYTES + " or more)");
        }
        this.key = new SecretKeySpec(key, "HmacSHA256");
    }

    /**
     * A cursor.
     *
     * @param question what was asked, apart from where to go on
     * @param place where to go on; none of the parts holds a line feed
     */
    public String seal(String question, List<String> place) {
        byte[] payload = String.join(SEPARATOR, place).getBytes(StandardCharsets.UTF_8);
        byte[] signature = sign(question, payload);
        byte[] cursor = Arrays.copyOf(signature, signature.length + payload.length);
        System.arraycopy(payload, 0, cursor, signature.length, payload.length);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(cursor);
    }

    /** The place that {@code cursor} names; empty when it is not a cursor of ours for this question. */
    public Optional<List<String>> open(String question, String cursor) {
        byte[] bytes;
        try {
            bytes = Base64.getUrlDecoder().decode(cursor);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
        if (bytes.length < SIGNATURE_BYTES) {
            return Optional.empty();
        }
        byte[] payload = Arrays.copyOfRange(bytes, SIGNATURE_BYTES, bytes.length);
        byte[] signature = Arrays.copyOf(bytes, SIGNATURE_BYTES);
        return MessageDigest.isEqual(signature, sign(question, payload))
                ? Optional.of(List.of(new String(payload, StandardCharsets.UTF_8).split(SEPARATOR, -1)))
                : Optional.empty();
    }

    private byte[] sign(String question, byte[] payload) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            mac.update(question.getBytes(StandardCharsets.UTF_8));
            mac.update((byte) 0);
            return Arrays.copyOf(mac.doFinal(payload), SIGNATURE_BYTES);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HmacSHA256", e);
        }
    }
}
