package dev.recount.evidence.note;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;

/**
 * A cosignature as a note carries it: the time, eight bytes, and an Ed25519 signature under the time and the text.
 *
 * @see <a href="https://c2sp.org/tlog-cosignature">c2sp.org/tlog-cosignature</a>
 */
final class Cosignature {

    private static final int SIGNATURE_BYTES = 64;

    private final long time;
    private final byte[] signature;

    /**
     * A cosignature.
     *
     * @param time seconds since 1970
     * @param signature 64 bytes
     */
    Cosignature(long time, byte[] signature) {
        this.time = time;
        this.signature = signature.clone();
    }

    static Optional<Cosignature> parse(byte[] bytes) {
        if (bytes.length != Long.BYTES + SIGNATURE_BYTES || bytes[0] < 0) {
            return Optional.empty();
        }
        return Optional.of(
                new Cosignature(ByteBuffer.wrap(bytes).getLong(), Arrays.copyOfRange(bytes, Long.BYTES, bytes.length)));
    }

    /** What is signed for a text that ends with a line feed. */
    static String message(long time, String text) {
        return "cosignature/v1\ntime " + time + "\n" + text;
    }

    /** The Ed25519 signature alone. */
    byte[] signature() {
        return signature.clone();
    }

    String message(String text) {
        return message(time, text);
    }

    byte[] bytes() {
        return ByteBuffer.allocate(Long.BYTES + SIGNATURE_BYTES)
                .putLong(time)
                .put(signature)
                .array();
    }
}
