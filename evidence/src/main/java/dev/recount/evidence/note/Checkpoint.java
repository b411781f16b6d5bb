package dev.recount.evidence.note;

import java.util.Arrays;
import java.util.Base64;

/** What a log says of itself at one moment, as {@code c2sp.org/tlog-checkpoint} writes it: origin, size and root. */
public final class Checkpoint {

    private static final int ROOT_BYTES = 32;

    private final String origin;
    private final long size;
    private final byte[] root;

    /**
     * A statement about a log.
     *
     * @param origin which log
     * @param size number of leaves
     * @param root root hash, 32 bytes
     */
    public Checkpoint(String origin, long size, byte[] root) {
        this.origin = origin;
        this.size = size;
        this.root = root.clone();
    }

    /**
     * Reads the text of a checkpoint; lines beyond the third are extensions and ignored.
     *
     * @throws MalformedNote when it is none
     */
    public static Checkpoint parse(String text) {
        var lines = text.split("\n", -1);
        if (lines.length < 4 || lines[0].isEmpty() || !lines[1].matches("0|[1-9][0-9]{0,17}")) {
            throw new MalformedNote("not a checkpoint: its lines are not an origin, a size and a root");
        }
        byte[] root = VerifierKey.base64(lines[2]);
        if (root.length != ROOT_BYTES) {
            throw new MalformedNote("not a checkpoint: its root has " + root.length + " bytes");
        }
        return new Checkpoint(lines[0], Long.parseLong(lines[1]), root);
    }

    /** Which log. */
    public String origin() {
        return origin;
    }

    /** Number of leaves. */
    public long size() {
        return size;
    }

    /** Root hash, 32 bytes. */
    public byte[] root() {
        return root.clone();
    }

    /** The text that is signed. */
    public String text() {
        return origin + "\n" + size + "\n" + Base64.getEncoder().encodeToString(root) + "\n";
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Checkpoint that
                && origin.equals(that.origin)
                && size == that.size
                && Arrays.equals(root, that.root);
    }

    @Override
    public int hashCode() {
        return origin.hashCode() * 31 + Long.hashCode(size);
    }
}
