package dev.recount.evidence.merkle;

import java.util.ArrayList;
import java.util.List;

/** RFC 6962 §2.1 word by word, over all leaves in memory. */
final class NaiveTree {

    private final List<byte[]> leaves = new ArrayList<>();

    void append(byte[] leafHash) {
        leaves.add(leafHash);
    }

    byte[] root(int size) {
        return root(leaves.subList(0, size));
    }

    private static byte[] root(List<byte[]> part) {
        if (part.isEmpty()) {
            return MerkleHash.empty();
        }
        if (part.size() == 1) {
            return part.get(0);
        }
        int split = 1;
        while (split * 2 < part.size()) {
            split *= 2;
        }
        return MerkleHash.node(root(part.subList(0, split)), root(part.subList(split, part.size())));
    }

    /** Nodes by hashing the leaves below them. */
    Nodes nodes() {
        return (height, index) -> root(leaves.subList((int) (index << height), (int) ((index + 1) << height)));
    }
}
