package dev.recount.evidence.merkle;

import java.util.ArrayList;
import java.util.List;

/** Proofs that a leaf is in a tree: RFC 6962 §2.1.1, verified as in RFC 9162 §2.1.3.2. */
public final class Inclusion {

    private Inclusion() {}

    /**
     * The audit path of a leaf, from its sibling upwards.
     *
     * @param index of the leaf, below {@code size}
     */
    public static List<byte[]> prove(long index, long size, Nodes nodes) {
        if (index < 0 || index >= size) {
            throw new IllegalArgumentException("leaf " + index + " of a tree of " + size);
        }
        var path = new ArrayList<byte[]>();
        path(index, 0, size, nodes, path);
        return path;
    }

    private static void path(long index, long from, long to, Nodes nodes, List<byte[]> path) {
        if (to - from == 1) {
            return;
        }
        long split = from + Split.of(to - from);
        if (index < split) {
            path(index, from, split, nodes, path);
            path.add(nodes.root(split, to));
        } else {
            path(index, split, to, nodes, path);
            path.add(nodes.root(from, split));
        }
    }

    /** Whether {@code path} leads from the leaf to the root. */
    public static boolean verify(byte[] leafHash, long index, long size, List<byte[]> path, byte[] root) {
        if (index < 0 || index >= size) {
            return false;
        }
        byte[] hash = leafHash;
        long left = index;
        long last = size - 1;
        for (byte[] sibling : path) {
            if (last == 0) {
                return false;
            }
            if ((left & 1) == 1 || left == last) {
                hash = MerkleHash.node(sibling, hash);
                while ((left & 1) == 0 && left != 0) {
                    left >>>= 1;
                    last >>>= 1;
                }
            } else {
                hash = MerkleHash.node(hash, sibling);
            }
            left >>>= 1;
            last >>>= 1;
        }
        return last == 0 && java.util.Arrays.equals(hash, root);
    }
}
