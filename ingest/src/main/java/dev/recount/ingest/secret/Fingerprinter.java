package dev.recount.ingest.secret;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Names secrets by HMAC-SHA-256 under the tenant's key. Keyed, because a plain hash of a short password can be guessed;
 * over the canonical form ({@link CanonicalSecret}), so that a token in a file, in a header, in a URL, quoted, escaped,
 * percent-encoded or in base64 is one and the same. Safe for use by many threads.
 */
public final class Fingerprinter {
    private static final String ALGORITHM = "HmacSHA256";
    private static final int BYTES = 16;

    private final Mac keyed;

    public Fingerprinter(FingerprintKey key) {
        try {
            keyed = Mac.getInstance(ALGORITHM);
            keyed.init(new SecretKeySpec(key.bytes(), ALGORITHM));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java runtime has no " + ALGORITHM, e);
        }
    }

    /** The fingerprint of a secret in any of its written forms, scheme word ({@code Bearer …}) and quotes included. */
    public Fingerprint fingerprint(String secret) {
        byte[] mac = copyOfKeyed().doFinal(CanonicalSecret.of(secret).getBytes(StandardCharsets.UTF_8));
        return new Fingerprint("fp_" + HexFormat.of().formatHex(mac, 0, BYTES));
    }

    private Mac copyOfKeyed() {
        try {
            return (Mac) keyed.clone();
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException(ALGORITHM + " of this Java runtime cannot be copied", e);
        }
    }
}
