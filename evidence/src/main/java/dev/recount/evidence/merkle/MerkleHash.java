package dev.recount.evidence.merkle;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** The three hashes of RFC 6962 §2.1, over SHA-256. */
public final class MerkleHash {

    /** Length of every hash. */
    public static final int BYTES = 32;

    private static final byte LEAF = 0;
    private static final byte NODE = 1;
    private static final ThreadLocal<MessageDigest> SHA_256 = ThreadLocal.withInitial(MerkleHash::sha256);

    private MerkleHash() {}

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /** {@code SHA-256("")}, the root of the tree without leaves. */
    public static byte[] empty() {
        return SHA_256.get().digest();
    }

    /** {@code SHA-256(0x00 || entry)}. */
    public static byte[] leaf(byte[] entry) {
        var digest = SHA_256.get();
        digest.update(LEAF);
        return digest.digest(entry);
    }

    /** {@code SHA-256(0x01 || left || right)}. */
    public static byte[] node(byte[] left, byte[] right) {
        var digest = SHA_256.get();
        digest.update(NODE);
        digest.update(left);
        return digest.digest(right);
    }
}
