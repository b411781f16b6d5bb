package dev.recount.evidence.note;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
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
 * A public key that knows its name: a C2SP vkey, {@code name+id+base64(type || key)}, with an Ed25519 key. A log's key
 * signs the text of a note, a cosigner's also the time; neither can be taken for the other, because their types are part of
 * their ids.
 *
 * @see <a href="https://c2sp.org/signed-note">c2sp.org/signed-note</a>
 * @see <a href="https://c2sp.org/tlog-cosignature">c2sp.org/tlog-cosignature</a>
 */
public final class VerifierKey {

    private static final byte ED25519 = 1;
    private static final byte COSIGNATURE = 4;
    private static final int KEY_BYTES = 32;
    /** What stands before the key in its X.509 form, RFC 8410 §4. */
    private static final byte[] SPKI_PREFIX = HexFormat.of().parseHex("302a300506032b6570032100");

    private static final Pattern NAME = Pattern.compile("[^\\s+\\p{Cntrl}]+");

    private final String name;
    private final byte type;
    private final byte[] raw;
    private final PublicKey key;
    private final int id;

    private VerifierKey(String name, byte type, byte[] raw) {
        if (!NAME.matcher(name).matches()) {
            throw new MalformedNote("a key's name has neither spaces nor plus signs: " + name);
        }
        this.name = name;
        this.type = type;
        this.raw = raw.clone();
        this.id = id(name, type, raw);
        this.key = publicKey(raw);
    }

    static VerifierKey of(String name, PublicKey key) {
        byte[] spki = key.getEncoded();
        return new VerifierKey(name, ED25519, Arrays.copyOfRange(spki, SPKI_PREFIX.length, spki.length));
    }

    /** The same key as that of a cosigner. */
    VerifierKey asCosigner() {
        return new VerifierKey(name, COSIGNATURE, raw);
    }

    /**
     * Reads the vkey of a log.
     *
     * @throws MalformedNote when it is none, its id does not fit, or it is not Ed25519
     */
    public static VerifierKey parse(String vkey) {
        return parse(vkey, ED25519, "not an Ed25519 key");
    }

    /**
     * Reads the vkey of a cosigner, such as a witness.
     *
     * @throws MalformedNote when it is none, its id does not fit, or it is not one for Ed25519 cosignatures
     */
    public static VerifierKey parseCosigner(String vkey) {
        return parse(vkey, COSIGNATURE, "not a key for cosignatures with Ed25519");
    }

    private static VerifierKey parse(String vkey, byte type, String otherwise) {
        var parts = vkey.strip().split("\\+", 3);
        if (parts.length < 3 || !parts[1].matches("[0-9a-f]{8}")) {
            throw new MalformedNote("not a key of the form NAME+ID+KEY");
        }
        byte[] typed = base64(parts[2]);
        if (typed.length != 1 + KEY_BYTES || typed[0] != type) {
            throw new MalformedNote(otherwise);
        }
        var key = new VerifierKey(parts[0], type, Arrays.copyOfRange(typed, 1, typed.length));
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

    private static int id(String name, byte type, byte[] raw) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            digest.update(name.getBytes(StandardCharsets.UTF_8));
            digest.update((byte) '\n');
            digest.update(type);
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

    /** Whether {@code signature}, as it stands in a note behind the key's id, is this key's under {@code text}. */
    boolean verifies(String text, byte[] signature) {
        return type == COSIGNATURE
                ? Cosignature.parse(signature)
                        .filter(cosignature -> signed(cosignature.message(text), cosignature.signature()))
                        .isPresent()
                : signed(text, signature);
    }

    private boolean signed(String text, byte[] signature) {
        try {
            var verifier = Signature.getInstance("Ed25519");
            verifier.initVerify(key);
            verifier.update(text.getBytes(StandardCharsets.UTF_8));
            return verifier.verify(signature);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    /** The vkey. */
    @Override
    public String toString() {
        byte[] typed = ByteBuffer.allocate(1 + KEY_BYTES).put(type).put(raw).array();
        return name + "+" + HexFormat.of().toHexDigits(id) + "+"
                + Base64.getEncoder().encodeToString(typed);
    }
}
