package dev.recount.evidence.merkle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Frontier and proofs beside a naive tree; {@code -Drecount.seed} repeats a run, {@code -Drecount.leaves} sizes it. */
class ProofsTest {

    private static final int LEAVES = Integer.getInteger("recount.leaves", 1_000);
    private static final int PROOFS = 20;

    private final long seed = Long.getLong("recount.seed", System.nanoTime());
    private final SplittableRandom random = new SplittableRandom(seed);
    private final NaiveTree naive = new NaiveTree();
    private final Frontier frontier = new Frontier();
    private int size;

    @BeforeEach
    void grow() {
        size = 1 + random.nextInt(LEAVES);
        for (int i = 0; i < size; i++) {
            byte[] leaf = leaf(i);
            naive.append(leaf);
            frontier.append(leaf, (h, n, hash) -> {});
        }
    }

    private static byte[] leaf(long index) {
        return MerkleHash.leaf(ByteBuffer.allocate(8).putLong(index).array());
    }

    @Test
    void the_frontier_has_the_naive_root_and_goes_on_from_stored_nodes() {
        assertThat(frontier.root()).as("seed %d", seed).isEqualTo(naive.root(size));
        assertThat(Frontier.of(size, naive.nodes()).root()).as("seed %d", seed).isEqualTo(naive.root(size));
    }

    @Test
    void every_inclusion_proof_verifies_and_no_changed_one_does() {
        for (int i = 0; i < PROOFS; i++) {
            int tree = 1 + random.nextInt(size);
            int index = random.nextInt(tree);
            var path = Inclusion.prove(index, tree, naive.nodes());
            byte[] root = naive.root(tree);
            assertThat(Inclusion.verify(leaf(index), index, tree, path, root))
                    .as("seed %d", seed)
                    .isTrue();
            assertThat(Inclusion.verify(leaf(index + 1), index, tree, path, root))
                    .as("seed %d", seed)
                    .isFalse();
            assertThat(Inclusion.verify(leaf(index), index, tree, changed(path), root))
                    .as("seed %d", seed)
                    .isFalse();
            assertThat(Inclusion.verify(leaf(index), index, tree, path, MerkleHash.node(root, root)))
                    .isFalse();
        }
    }

    @Test
    void every_consistency_proof_verifies_and_no_changed_one_does() {
        for (int i = 0; i < PROOFS; i++) {
            int later = 1 + random.nextInt(size);
            int earlier = 1 + random.nextInt(later);
            var proof = Consistency.prove(earlier, later, naive.nodes());
            byte[] then = naive.root(earlier);
            byte[] now = naive.root(later);
            assertThat(Consistency.verify(earlier, then, later, now, proof))
                    .as("seed %d", seed)
                    .isTrue();
            assertThat(Consistency.verify(earlier, MerkleHash.node(then, now), later, now, proof))
                    .isFalse();
            assertThat(Consistency.verify(earlier, then, later, MerkleHash.node(then, now), proof))
                    .isFalse();
            assertThat(Consistency.verify(earlier, then, later, now, changed(proof)))
                    .as("seed %d", seed)
                    .isFalse();
        }
    }

    /** One bit flipped somewhere; a proof without hashes gets one. */
    private List<byte[]> changed(List<byte[]> hashes) {
        var copy = new ArrayList<byte[]>();
        hashes.forEach(hash -> copy.add(hash.clone()));
        if (copy.isEmpty()) {
            copy.add(MerkleHash.empty());
        } else {
            copy.get(random.nextInt(copy.size()))[random.nextInt(MerkleHash.BYTES)] ^= 1;
        }
        return copy;
    }

    @Test
    void one_proof_for_a_subset_leads_to_the_root_and_is_no_longer_than_it_must_be() {
        for (int i = 0; i < PROOFS; i++) {
            var wanted = subset();
            var hashes = new ArrayList<byte[]>();
            SubsetProof.prove(wanted.iterator(), size, naive.nodes(), hashes::add);
            assertThat(SubsetProof.root(wanted.iterator(), ProofsTest::leaf, hashes.iterator(), size))
                    .as("seed %d, leaves %s", seed, wanted)
                    .isEqualTo(naive.root(size));
            if (wanted.size() == size) {
                assertThat(hashes).isEmpty();
            }
            if (wanted.size() == 1) {
                assertThat(hashes).hasSameSizeAs(Inclusion.prove(wanted.first(), size, naive.nodes()));
            }
        }
    }

    private TreeSet<Long> subset() {
        var wanted = new TreeSet<Long>();
        int count = random.nextBoolean() ? 1 : random.nextInt(20);
        for (int i = 0; i < count; i++) {
            wanted.add(random.nextLong(size));
        }
        if (random.nextInt(8) == 0) {
            for (long i = 0; i < size; i++) {
                wanted.add(i);
            }
        }
        return wanted;
    }

    @Test
    void a_subset_proof_with_too_much_or_too_little_is_refused() {
        var wanted = List.of(0L);
        var hashes = new ArrayList<byte[]>();
        SubsetProof.prove(wanted.iterator(), size, naive.nodes(), hashes::add);
        hashes.add(MerkleHash.empty());
        Iterator<byte[]> tooMany = hashes.iterator();
        assertThatThrownBy(() -> SubsetProof.root(wanted.iterator(), ProofsTest::leaf, tooMany, size))
                .isInstanceOf(IllegalArgumentException.class);
        var outside = List.of((long) size);
        assertThatThrownBy(() -> SubsetProof.root(
                        outside.iterator(),
                        ProofsTest::leaf,
                        List.of(naive.root(size)).iterator(),
                        size))
                .hasMessageContaining("outside");
        var doubled = List.of(0L, 0L);
        assertThatThrownBy(() -> SubsetProof.root(doubled.iterator(), ProofsTest::leaf, hashes.iterator(), size))
                .hasMessageContaining("after");
    }
}
