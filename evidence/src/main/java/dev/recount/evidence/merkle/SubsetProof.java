package dev.recount.evidence.merkle;

import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.function.Consumer;
import java.util.function.LongFunction;

/**
 * One proof for many leaves. Walking the tree from the left, a subtree without any of the leaves is given by its root and
 * everything else is computed; so a proof of all leaves is empty, and one of a few is as long as their audit paths
 * without what they share. Prover and verifier hold no more than one path at a time.
 */
public final class SubsetProof {

    private final PrimitiveLeaves leaves;

    private SubsetProof(PrimitiveLeaves leaves) {
        this.leaves = leaves;
    }

    /** Ascending leaf indices, looked at one ahead. */
    private static final class PrimitiveLeaves {
        private final Iterator<Long> indices;
        private long next = -1;

        PrimitiveLeaves(Iterator<Long> indices) {
            this.indices = indices;
            advance();
        }

        void advance() {
            long before = next;
            next = indices.hasNext() ? indices.next() : Long.MAX_VALUE;
            if (next <= before) {
                throw new IllegalArgumentException("leaf " + next + " comes after leaf " + before);
            }
        }
    }

    /**
     * Hands out, from left to right, the roots of the largest subtrees that hold none of the leaves.
     *
     * @param indices of leaves, ascending
     */
    public static void prove(Iterator<Long> indices, long size, Nodes nodes, Consumer<byte[]> hashes) {
        if (size > 0) {
            new SubsetProof(new PrimitiveLeaves(indices)).prove(0, size, nodes, hashes);
        }
    }

    private void prove(long from, long to, Nodes nodes, Consumer<byte[]> hashes) {
        if (leaves.next >= to) {
            hashes.accept(nodes.root(from, to));
        } else if (to - from == 1) {
            leaves.advance();
        } else {
            long split = from + Split.of(to - from);
            prove(from, split, nodes, hashes);
            prove(split, to, nodes, hashes);
        }
    }

    /**
     * The root that the leaves and the hashes lead to.
     *
     * @param indices of leaves, ascending
     * @param leafHashes asked for the hash of each leaf, once and in order
     * @throws NoSuchElementException when hashes are missing
     * @throws IllegalArgumentException when an index is out of order or outside of the tree, or hashes are left over
     */
    public static byte[] root(
            Iterator<Long> indices, LongFunction<byte[]> leafHashes, Iterator<byte[]> hashes, long size) {
        var proof = new SubsetProof(new PrimitiveLeaves(indices));
        byte[] root = size == 0 ? MerkleHash.empty() : proof.root(0, size, leafHashes, hashes);
        if (proof.leaves.next != Long.MAX_VALUE) {
            throw new IllegalArgumentException("leaf " + proof.leaves.next + " is outside of a tree of " + size);
        }
        if (hashes.hasNext()) {
            throw new IllegalArgumentException("there are more hashes than the tree has room for");
        }
        return root;
    }

    private byte[] root(long from, long to, LongFunction<byte[]> leafHashes, Iterator<byte[]> hashes) {
        if (leaves.next >= to) {
            return hashes.next();
        }
        if (to - from == 1) {
            leaves.advance();
            return leafHashes.apply(from);
        }
        long split = from + Split.of(to - from);
        byte[] left = root(from, split, leafHashes, hashes);
        return MerkleHash.node(left, root(split, to, leafHashes, hashes));
    }
}
