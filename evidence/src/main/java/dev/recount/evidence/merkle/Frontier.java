package dev.recount.evidence.merkle;

/**
 * The right edge of a growing tree: the roots of the full subtrees that its size is made of, one for each bit that is
 * set. It is all that is needed to append and to know the root, whatever the size.
 */
public final class Frontier {

    private static final int HEIGHTS = 63;

    /** Told of every node that becomes full, and so final, in the order in which they do. */
    @FunctionalInterface
    public interface FullNodes {
        void full(int height, long index, byte[] hash);
    }

    private final byte[][] roots = new byte[HEIGHTS][];
    private long size;

    /** The frontier of the tree of {@code size} leaves whose nodes are {@code nodes}. */
    public static Frontier of(long size, Nodes nodes) {
        var frontier = new Frontier();
        frontier.size = size;
        for (int height = 0; height < HEIGHTS; height++) {
            if ((size >>> height & 1) == 1) {
                frontier.roots[height] = nodes.node(height, (size >>> height) - 1);
            }
        }
        return frontier;
    }

    /** How many leaves the tree has. */
    public long size() {
        return size;
    }

    /** Appends the hash of a leaf. */
    public void append(byte[] leafHash, FullNodes nodes) {
        nodes.full(0, size, leafHash);
        byte[] hash = leafHash;
        int height = 0;
        for (; (size >>> height & 1) == 1; height++) {
            hash = MerkleHash.node(roots[height], hash);
            nodes.full(height + 1, size >>> (height + 1), hash);
        }
        roots[height] = hash;
        size++;
    }

    /** The root of the tree as it is now. */
    public byte[] root() {
        byte[] root = null;
        for (int height = 0; height < HEIGHTS; height++) {
            if ((size >>> height & 1) == 1) {
                root = root == null ? roots[height].clone() : MerkleHash.node(roots[height], root);
            }
        }
        return root == null ? MerkleHash.empty() : root;
    }
}
