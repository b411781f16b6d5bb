package dev.recount.evidence.merkle;

/** Reads the nodes of a tree that never change once they are there. */
@FunctionalInterface
public interface Nodes {

    /**
     * The root of a full subtree.
     *
     * @param height 0 for a leaf hash; the subtree has {@code 2^height} leaves
     * @param index counts the subtrees of that height from the left; all of its leaves are in the tree
     */
    byte[] node(int height, long index);

    /** The root over the leaves from {@code from} (a multiple of the largest power of two below the length) to {@code to}. */
    default byte[] root(long from, long to) {
        long length = to - from;
        if (length == 0) {
            return MerkleHash.empty();
        }
        if (Long.bitCount(length) == 1) {
            int height = Long.numberOfTrailingZeros(length);
            return node(height, from >>> height);
        }
        long split = from + Split.of(length);
        return MerkleHash.node(root(from, split), root(split, to));
    }
}
