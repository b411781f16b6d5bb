package dev.recount.evidence.merkle;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Proofs that a tree only grew: RFC 6962 §2.1.2, verified as in RFC 9162 §2.1.4.2. */
public final class Consistency {

    private Consistency() {}

    /** What shows that the tree of {@code size} leaves begins with the tree of {@code earlier}, which is at least 1. */
    public static List<byte[]> prove(long earlier, long size, Nodes nodes) {
        if (earlier < 1 || earlier > size) {
            throw new IllegalArgumentException("a tree of " + earlier + " in a tree of " + size);
        }
        var proof = new ArrayList<byte[]>();
        subproof(earlier, 0, size, true, nodes, proof);
        return proof;
    }

    /** @param known whether the verifier has the root of this subtree: it is the earlier tree itself */
    private static void subproof(long earlier, long from, long to, boolean known, Nodes nodes, List<byte[]> proof) {
        if (earlier == to) {
            if (!known) {
                proof.add(nodes.root(from, to));
            }
            return;
        }
        long split = from + Split.of(to - from);
        if (earlier <= split) {
            subproof(earlier, from, split, known, nodes, proof);
            proof.add(nodes.root(split, to));
        } else {
            subproof(earlier, split, to, false, nodes, proof);
            proof.add(nodes.root(from, split));
        }
    }

    /** Whether {@code proof} leads from the earlier root to the later one. */
    public static boolean verify(long earlier, byte[] earlierRoot, long size, byte[] root, List<byte[]> proof) {
        if (earlier < 1 || earlier > size) {
            return false;
        }
        if (earlier == size) {
            return proof.isEmpty() && Arrays.equals(earlierRoot, root);
        }
        var hashes = new ArrayList<byte[]>(proof);
        if (Long.bitCount(earlier) == 1) {
            hashes.add(0, earlierRoot);
        }
        return !hashes.isEmpty() && walk(earlier, earlierRoot, size, root, hashes);
    }

    private static boolean walk(long earlier, byte[] earlierRoot, long size, byte[] root, List<byte[]> hashes) {
        int odd = Long.numberOfTrailingZeros(~(earlier - 1));
        long at = (earlier - 1) >>> odd;
        long last = (size - 1) >>> odd;
        byte[] old = hashes.get(0);
        byte[] now = hashes.get(0);
        for (byte[] hash : hashes.subList(1, hashes.size())) {
            if (last == 0) {
                return false;
            }
            if ((at & 1) == 1 || at == last) {
                old = MerkleHash.node(hash, old);
                now = MerkleHash.node(hash, now);
                while ((at & 1) == 0 && at != 0) {
                    at >>>= 1;
                    last >>>= 1;
                }
            } else {
                now = MerkleHash.node(now, hash);
            }
            at >>>= 1;
            last >>>= 1;
        }
        return last == 0 && Arrays.equals(old, earlierRoot) && Arrays.equals(now, root);
    }
}
