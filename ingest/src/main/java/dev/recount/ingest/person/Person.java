package dev.recount.ingest.person;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * A person with a key of their own: AES-256-GCM, the pseudonym as associated data. The nonce is a MAC of the text and where it
 * stands (a synthetic one, as in RFC 5297), so that an event that is sent again is the same event, and two texts never have
 * one nonce. A sealed text is {@code sealed:PSEUDONYM:BASE64URL(nonce || ciphertext || tag)}. Never prints its key.
 */
final class Person {

    static final String PREFIX = "person:";
    static final String SEALED = "sealed:";
    static final int KEY_BYTES = 32;

    private static final String MAC = "HmacSHA256";
    private static final byte[] NONCE_LABEL = "recount nonces 1".getBytes(StandardCharsets.UTF_8);
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final int PSEUDONYM_BYTES = 16;
    private static final ThreadLocal<Cipher> CIPHER = ThreadLocal.withInitial(Person::cipher);

    private final String pseudonym;
    private final SecretKeySpec key;
    private final byte[] keyBytes;
    private final SecretKeySpec nonceKey;

    /**
     * A person.
     *
     * @param pseudonym {@code person:} and random hexadecimal digits; says nothing about who it is
     */
    Person(String pseudonym, byte[] keyBytes) {
        this.pseudonym = pseudonym;
        this.keyBytes = keyBytes.clone();
        this.key = new SecretKeySpec(keyBytes, "AES");
        this.nonceKey = new SecretKeySpec(mac(new SecretKeySpec(keyBytes, MAC)).doFinal(NONCE_LABEL), MAC);
    }

    static Person random(SecureRandom random) {
        var name = new byte[PSEUDONYM_BYTES];
        var key = new byte[KEY_BYTES];
        random.nextBytes(name);
        random.nextBytes(key);
        return new Person(PREFIX + HexFormat.of().formatHex(name), key);
    }

    private static Mac mac(SecretKeySpec key) {
        try {
            var mac = Mac.getInstance(MAC);
            mac.init(key);
            return mac;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + MAC, e);
        }
    }

    private static Cipher cipher() {
        try {
            return Cipher.getInstance("AES/GCM/NoPadding");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has AES-GCM", e);
        }
    }

    String pseudonym() {
        return pseudonym;
    }

    /** For the one place that stores it. */
    byte[] keyBytes() {
        return keyBytes.clone();
    }

    /**
     * The text under this person's key; the same for the same text at the same place.
     *
     * @param event id of the event it stands in
     * @param place what it is in that event
     */
    String seal(String text, String event, String place) {
        byte[] nonce = nonce(event, place, text);
        byte[] sealed = run(Cipher.ENCRYPT_MODE, nonce, text.getBytes(StandardCharsets.UTF_8));
        var whole = Arrays.copyOf(nonce, NONCE_BYTES + sealed.length);
        System.arraycopy(sealed, 0, whole, NONCE_BYTES, sealed.length);
        return SEALED + pseudonym.substring(PREFIX.length()) + ":"
                + Base64.getUrlEncoder().withoutPadding().encodeToString(whole);
    }

    private byte[] nonce(String... parts) {
        var mac = mac(nonceKey);
        for (String part : parts) {
            byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
            mac.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
            mac.update(bytes);
        }
        return Arrays.copyOf(mac.doFinal(), NONCE_BYTES);
    }

    /**
     * The text that was sealed.
     *
     * @throws IllegalArgumentException when it was not sealed with this person's key, or changed
     */
    String open(String sealed) {
        byte[] whole = Base64.getUrlDecoder().decode(sealed.substring(sealed.lastIndexOf(':') + 1));
        if (whole.length < NONCE_BYTES) {
            throw new IllegalArgumentException("not a sealed text");
        }
        byte[] nonce = Arrays.copyOf(whole, NONCE_BYTES);
        byte[] text = run(Cipher.DECRYPT_MODE, nonce, Arrays.copyOfRange(whole, NONCE_BYTES, whole.length));
        return new String(text, StandardCharsets.UTF_8);
    }

    private byte[] run(int mode, byte[] nonce, byte[] input) {
        try {
            var cipher = CIPHER.get();
            cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
            cipher.updateAAD(pseudonym.getBytes(StandardCharsets.UTF_8));
            return cipher.doFinal(input);
        } catch (AEADBadTagException e) {
            throw new IllegalArgumentException("not sealed with this person's key, or changed", e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has AES-GCM", e);
        }
    }
}
