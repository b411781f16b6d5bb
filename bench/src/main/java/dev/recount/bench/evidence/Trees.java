package dev.recount.bench.evidence;

import dev.recount.evidence.merkle.Frontier;
import dev.recount.evidence.merkle.MerkleHash;
import dev.recount.evidence.seal.EvidenceLog;
import dev.recount.evidence.seal.SealedLog;
import dev.recount.evidence.tile.TilePath;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.LongStream;

/** The log on disk, sealed every ten thousand leaves, beside the bare tree and the bare hash of the same entries. */
final class Trees {

    private static final long LEAVES = Long.getLong("leaves", 2_000_000);
    /** Until signing is compiled too, which takes some hundred checkpoints. */
    private static final long WARMING = 3_000_000;

    private static final int PROOFS = 10_000;
    private static final double NANOS_PER_MS = 1e6;

    private final Bench bench;
    private final SplittableRandom random = new SplittableRandom(Long.getLong("seed", 7));
    private final byte[][] entries =
            LongStream.range(0, 4_096).mapToObj(Trees::newEntry).toArray(byte[][]::new);

    Trees(Bench bench) {
        this.bench = bench;
    }

    private static byte[] newEntry(long number) {
        return ("{\"id\":\"01a20582-7d4f-7487-9127-%012d\",\"sha256\":\"%064x\",".formatted(number, number)
                        + "\"time\":\"2026-11-22T22:41:04.253345Z\",\"v\":1}")
                .getBytes(StandardCharsets.UTF_8);
    }

    private byte[] entry(long leaf) {
        return entries[(int) (leaf & 4_095)];
    }

    void run() throws IOException {
        warm();
        for (int round = 1; round <= Bench.ROUNDS; round++) {
            round(round);
        }
    }

    /** Both trees have been compiled before one of them is measured. */
    private void warm() throws IOException {
        grow(new Frontier(), WARMING);
        try (var log = bench.log()) {
            seal(log, WARMING);
        }
        bench.forget();
    }

    private void round(int round) throws IOException {
        var hash = Spent.on(() -> {
            for (long i = 0; i < LEAVES; i++) {
                var unused = MerkleHash.leaf(entry(i));
            }
        });
        var bareTree = new Frontier();
        var bare = Spent.on(() -> grow(bareTree, LEAVES));
        try (var log = bench.log()) {
            var sealed = Spent.on(() -> seal(log, LEAVES));
            requireSame(bareTree, log.sealed(), "the log and the bare tree");
            bench.say(
                    "tree, round %d, %,d leaves of %d bytes per cpu-s: hash %,.0f, bare tree %,.0f (%.1f s), log %,.0f (%.1f s)",
                    round,
                    LEAVES,
                    entry(0).length,
                    hash.rate(LEAVES),
                    bare.rate(LEAVES),
                    bare.seconds(),
                    sealed.rate(LEAVES),
                    sealed.seconds());
            bench.aim("leaves per cpu-s", sealed.rate(LEAVES), ">=", 750_000);
            bench.aim("part of the bare tree", sealed.rate(LEAVES) / bare.rate(LEAVES), ">=", 0.5);
            proofs(log.sealed());
            verify(log.sealed());
        }
        bench.forget();
    }

    private void grow(Frontier tree, long leaves) {
        for (long i = 0; i < leaves; i++) {
            tree.append(MerkleHash.leaf(entry(i)), (h, n, node) -> {});
        }
    }

    private void seal(EvidenceLog log, long leaves) throws IOException {
        for (long i = 0; i < leaves; i++) {
            log.append(0, i, entry(i));
            if (log.unsealed() == BenchEvents.SEAL_EVERY) {
                var unused = log.seal();
            }
        }
        var unused = log.seal();
    }

    private static void requireSame(Frontier tree, SealedLog sealed, String what) {
        if (!Arrays.equals(tree.root(), sealed.checkpoint().root())) {
            throw new IllegalStateException(what + " have different roots");
        }
    }

    private void proofs(SealedLog sealed) {
        long[] inclusion = new long[PROOFS];
        long[] consistency = new long[PROOFS];
        for (int i = 0; i < PROOFS; i++) {
            long begun = System.nanoTime();
            var path =
                    sealed.inclusion(sealed.leafOf(0, random.nextLong(LEAVES)).orElseThrow());
            inclusion[i] = System.nanoTime() - begun;
            begun = System.nanoTime();
            var proof = sealed.consistency(1 + random.nextLong(LEAVES - 1), LEAVES);
            consistency[i] = System.nanoTime() - begun;
            if (path.isEmpty() || proof.isEmpty()) {
                throw new IllegalStateException("a proof is empty");
            }
        }
        said("inclusion", inclusion);
        said("consistency", consistency);
    }

    private void said(String proof, long[] nanos) {
        Arrays.sort(nanos);
        bench.say(
                "%s proofs: p50 %.3f ms, p99 %.3f ms, max %.3f ms",
                proof,
                nanos[PROOFS / 2] / NANOS_PER_MS,
                nanos[PROOFS * 99 / 100] / NANOS_PER_MS,
                nanos[PROOFS - 1] / NANOS_PER_MS);
        bench.aim("ms of 99 % of the proofs", nanos[PROOFS * 99 / 100] / NANOS_PER_MS, "<=", 20);
    }

    /** The signed root, obtained again from the bundles of entries that the log serves. */
    private void verify(SealedLog sealed) throws IOException {
        var again = new Frontier();
        var spent = Spent.on(() -> {
            for (long tile = 0; again.size() < sealed.size(); tile++) {
                int width = TilePath.widthAt(TilePath.ENTRIES, tile, sealed.size());
                var bundle = ByteBuffer.wrap(
                        sealed.tile(new TilePath(TilePath.ENTRIES, tile, width)).orElseThrow());
                while (bundle.hasRemaining()) {
                    byte[] entry = new byte[Short.toUnsignedInt(bundle.getShort())];
                    bundle.get(entry);
                    again.append(MerkleHash.leaf(entry), (h, n, node) -> {});
                }
            }
        });
        requireSame(again, sealed, "the entries that are served and the checkpoint");
        bench.say("verified: %,d leaves in %.1f s (%.1f cpu-s)", sealed.size(), spent.seconds(), spent.cpuSeconds());
        bench.aim("s for ten million leaves", spent.seconds() * 10_000_000 / sealed.size(), "<=", 30);
    }
}
