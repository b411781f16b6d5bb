package dev.recount.evidence.note;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * A public key that knows its name: a C2SP vkey, {@code name+id+base64(0x01 || key)}, with an Ed25519 key.
 *
 * @see <a href="https://c2sp.org/signed-note">c2sp.org/signed-note</a>
 */
public final class VerifierKey {

    private static final byte ED25519 = 1;
    private static final int KEY_BYTES = 32;
    /** What stands before the key in its X.509 form, RFC 8410 §4. */
    private static final byte[] SPKI_PREFIX = HexFormat.of().parseHex("302a300506032b6570032100");

    private static final Pattern NAME = Pattern.compile("[^\\s+\\p{Cntrl}]+");

    private final String name;
    private final byte[] raw;
    private final PublicKey key;
    private final int id;

    private VerifierKey(String name, byte[] raw) {
        if (!NAME.matcher(name).matches()) {
            throw new MalformedNote("a key's name has neither spaces nor plus signs: " + name);
        }
        this.name = name;
        this.raw = raw.clone();
        this.id = id(name, raw);
        this.key = publicKey(raw);
    }

    static VerifierKey of(String name, PublicKey key) {
        byte[] spki = key.getEncoded();
        return new VerifierKey(name, Arrays.copyOfRange(spki, SPKI_PREFIX.length, spki.length));
    }

    /**
     * Reads a vkey.
     *
     * @throws MalformedNote when it is none, its id does not fit, or it is not Ed25519
     */
    public static VerifierKey parse(String vkey) {
        var parts = vkey.strip().split("\\+", 3);
        if (parts.length < 3 || !parts[1].matches("[0-9a-f]{8}")) {
            throw new MalformedNote("not a key of the form NAME+ID+KEY");
        }
        byte[] typed = base64(parts[2]);
        if (typed.length != 1 + KEY_BYTES || typed[0] != ED25519) {
            throw new MalformedNote("not an Ed25519 key");
        }
        var key = new VerifierKey(parts[0], Arrays.copyOfRange(typed, 1, typed.length));
        if (!HexFormat.of().toHexDigits(key.id).equals(parts[1])) {
            throw new MalformedNote("the key's id does not fit its name and bytes");
        }
        return key;
    }

    static byte[] base64(String text) {
        try {
            return Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            throw new MalformedNote("not base64: " + e.getMessage());
        }
    }

    private static int id(String name, byte[] raw) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            digest.update(name.getBytes(java.nio.charset.StandardCharsets.UTF_8));
            digest.update((byte) '\n');
            digest.update(ED25519);
            return ByteBuffer.wrap(digest.digest(raw)).getInt();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private static PublicKey publicKey(byte[] raw) {
        byte[] spki = ByteBuffer.allocate(SPKI_PREFIX.length + KEY_BYTES)
                .put(SPKI_PREFIX)
                .put(raw)
                .array();
        try {
            return KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(spki));
        } catch (GeneralSecurityException e) {
            throw new MalformedNote("not an Ed25519 key");
        }
    }

    /** The name that signatures by this key carry. */
    public String name() {
        return name;
    }

    /** The first four bytes of the hash of name and key. */
    public int id() {
        return id;
    }

    boolean verifies(byte[] text, byte[] signature) {
        try {
            var verifier = Signature.getInstance("Ed25519");
            verifier.initVerify(key);
            verifier.update(text);
            return verifier.verify(signature);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    /** The vkey. */
    @Override
    public String toString() {
        byte[] typed = ByteBuffer.allocate(1 + KEY_BYTES).put(ED25519).put(raw).array();
        return name + "+" + HexFormat.of().toHexDigits(id) + "+"
                + Base64.getEncoder().encodeToString(typed);
    }
}
