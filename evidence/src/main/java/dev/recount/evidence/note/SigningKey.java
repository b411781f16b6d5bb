package dev.recount.evidence.note;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;

/** An Ed25519 key pair with a name, which signs notes. */
public final class SigningKey {

    private final PrivateKey secret;
    private final VerifierKey verifier;

    private SigningKey(String name, KeyPair pair) {
        this.secret = pair.getPrivate();
        this.verifier = VerifierKey.of(name, pair.getPublic());
    }

    /** The text of a new pair, to be kept secret: PKCS #8 and X.509 forms in base64, with a space between. */
    public static String generate(SecureRandom random) {
        try {
            var generator = KeyPairGenerator.getInstance("Ed25519");
            generator.initialize(255, random);
            var pair = generator.generateKeyPair();
            var base64 = Base64.getEncoder();
            return base64.encodeToString(pair.getPrivate().getEncoded()) + " "
                    + base64.encodeToString(pair.getPublic().getEncoded());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK since 15 has Ed25519", e);
        }
    }

    /**
     * The pair that {@link #generate} wrote.
     *
     * @throws MalformedNote when the text holds none; the message does not repeat it
     */
    public static SigningKey of(String name, String text) {
        var parts = text.strip().split(" ", -1);
        if (parts.length != 2) {
            throw new MalformedNote("not a signing key");
        }
        try {
            var keys = KeyFactory.getInstance("Ed25519");
            var open = keys.generatePublic(new X509EncodedKeySpec(VerifierKey.base64(parts[1])));
            var secret = keys.generatePrivate(new PKCS8EncodedKeySpec(VerifierKey.base64(parts[0])));
            return new SigningKey(name, new KeyPair(open, secret));
        } catch (GeneralSecurityException e) {
            throw new MalformedNote("not a signing key");
        }
    }

    /** The pair that {@link #generate} wrote, under a name of its own: {@code prefix/} and eight digits of the key's hash. */
    public static SigningKey named(String prefix, String text) {
        var unnamed = of(prefix, text);
        return of(prefix + "/" + HexFormat.of().toHexDigits(unnamed.verifier.id()), text);
    }

    /** The public half. */
    public VerifierKey verifier() {
        return verifier;
    }

    /**
     * Signs {@code text}, which ends with a line feed. The same text always gives the same note.
     *
     * @throws MalformedNote when the text cannot be that of a note
     */
    public SignedNote sign(String text) {
        return SignedNote.of(text, verifier, signature(text));
    }

    /** The public half for whoever verifies its cosignatures. */
    public VerifierKey cosigner() {
        return verifier.asCosigner();
    }

    /** States that at {@code at} the checkpoint in {@code note} was the largest that was seen of its log, and consistent. */
    public SignedNote.NoteSignature cosign(SignedNote note, Instant at) {
        long time = at.getEpochSecond();
        var cosignature = new Cosignature(time, signature(Cosignature.message(time, note.text())));
        return SignedNote.NoteSignature.of(cosigner(), cosignature.bytes());
    }

    private byte[] signature(String text) {
        try {
            var signer = Signature.getInstance("Ed25519");
            signer.initSign(secret);
            signer.update(text.getBytes(StandardCharsets.UTF_8));
            return signer.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a key that was read cannot sign", e);
        }
    }
}
