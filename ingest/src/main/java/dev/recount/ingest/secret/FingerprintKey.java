package dev.recount.ingest.secret;

import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;

/** The tenant's key of {@link Fingerprinter}, at least 16 bytes. It never prints itself. */
public final class FingerprintKey {
    private static final int BYTES_MIN = 16;

    private final byte[] bytes;

    private FingerprintKey(byte[] bytes) {
        this.bytes = bytes;
    }

    /** Throws {@link IllegalArgumentException} when the key is shorter than 16 bytes. */
    public static FingerprintKey of(byte[] bytes) {
        if (bytes.length < BYTES_MIN) {
            throw new IllegalArgumentException(
                    "fingerprint key: " + bytes.length + " bytes (expected: at least " + BYTES_MIN + ")");
        }
        return new FingerprintKey(bytes.clone());
    }

    /** Throws {@link IllegalArgumentException} when the text is not hexadecimal, or too short. */
    public static FingerprintKey ofHex(String hex) {
        try {
            return of(HexFormat.of().parseHex(hex.strip()));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "fingerprint key: not readable (expected: at least " + 2 * BYTES_MIN + " hexadecimal digits)");
        }
    }

    /** A new random key of 32 bytes. */
    public static FingerprintKey random(SecureRandom random) {
        byte[] bytes = new byte[32];
        random.nextBytes(bytes);
        return new FingerprintKey(bytes);
    }

    /** The key itself, for the one place that stores it. */
    public String toHex() {
        return HexFormat.of().formatHex(bytes);
    }

    byte[] bytes() {
        return bytes;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof FingerprintKey that && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return "FingerprintKey[hidden]";
    }
}
