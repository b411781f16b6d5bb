package dev.recount.evidence.audit;

import dev.recount.evidence.merkle.Frontier;
import dev.recount.evidence.merkle.MerkleHash;
import dev.recount.evidence.note.Checkpoint;
import dev.recount.evidence.note.MalformedNote;
import dev.recount.evidence.note.SignedNote;
import dev.recount.evidence.note.VerifierKey;
import dev.recount.evidence.verdict.Finding;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;
import java.util.function.Supplier;

/**
 * Verifies a log that runs: builds its tree again from the entries that it serves, and holds that against its checkpoint,
 * its tiles, the records of {@code recount.events} and the checkpoints that were published. What it keeps in memory does
 * not grow with the log.
 */
public final class LogAudit {

    private static final int SAID_EVERY = 1_000;

    private final VerifierKey key;
    private final ServedLog served;
    private final List<Checkpoint> earlier;
    private final List<Finding> findings = new ArrayList<>();

    /**
     * An audit of one log.
     *
     * @param key of the log
     * @param earlier checkpoints of the same log that were kept from before, or that witnesses have seen
     */
    public LogAudit(VerifierKey key, ServedLog served, List<Checkpoint> earlier) {
        this.key = key;
        this.served = served;
        this.earlier = List.copyOf(earlier);
    }

    /**
     * Everything there is to say.
     *
     * @param published what {@code recount.checkpoints} holds, signed by the log's key, in its order and read before this
     * @param records opened here, once the checkpoint is known, so that nothing it covers can be missing from them
     * @param done told how many leaves were looked at
     * @throws IOException when the log cannot be read, so that nothing can be said
     */
    public List<Finding> findings(Iterator<Checkpoint> published, Supplier<RecordedEntries> records, LongConsumer done)
            throws IOException {
        var checkpoint = checkpoint();
        if (checkpoint.isPresent()) {
            try (var entries = records.get()) {
                walk(checkpoint.get(), new CheckpointMatch(published), new RecordMatch(entries), done);
            } catch (BrokenTile e) {
                findings.add(Finding.differs(e.getMessage() + ": the log does not have what was signed"));
            } catch (UncheckedIOException e) {
                throw e.getCause();
            }
        }
        findings.add(
                Finding.unknown("whether the events were true when they were recorded: a sensor says what it saw"));
        return List.copyOf(findings);
    }

    private Optional<Checkpoint> checkpoint() throws IOException {
        try {
            var note = SignedNote.parse(served.checkpoint());
            var checkpoint = Checkpoint.parse(note.text());
            if (!note.isSignedBy(key) || !checkpoint.origin().equals(key.name())) {
                findings.add(Finding.differs(
                        "the checkpoint that is served is not signed by " + key.name() + ", or was changed"));
                return Optional.empty();
            }
            findings.add(Finding.holds(
                    "the checkpoint that is served is signed by " + key.name() + ": " + checkpoint.size() + " leaves"));
            return Optional.of(checkpoint);
        } catch (MalformedNote e) {
            findings.add(Finding.differs("what is served as checkpoint is none: " + e.getMessage()));
            return Optional.empty();
        }
    }

    private void walk(Checkpoint checkpoint, CheckpointMatch published, RecordMatch records, LongConsumer done)
            throws IOException {
        var tree = new Frontier();
        var tiles = new HashTiles(served);
        var kept = earlier.stream().map(KeptCheckpoint::new).toList();
        var leaves = new ServedLeaves(served, checkpoint.size());
        published.grown(tree);
        while (leaves.hasNext()) {
            byte[] entry = leaves.next();
            records.take(tree.size(), entry);
            tree.append(MerkleHash.leaf(entry), tiles);
            published.grown(tree);
            kept.forEach(one -> one.grown(tree));
            if (tree.size() % SAID_EVERY == 0) {
                done.accept(tree.size());
            }
        }
        tiles.end();
        tree(checkpoint, tree.root(), tiles);
        findings.addAll(records.findings());
        findings.addAll(published.findings(checkpoint.size()));
        kept.forEach(one -> findings.add(one.finding(checkpoint)));
        if (kept.isEmpty()) {
            findings.add(
                    Finding.unknown("whether all of it, with recount.checkpoints, was rolled back or rewritten: only a"
                            + " checkpoint that was kept elsewhere (--earlier) or a witness (--witness) can tell"));
        }
    }

    private void tree(Checkpoint checkpoint, byte[] root, HashTiles tiles) {
        findings.add(
                Arrays.equals(root, checkpoint.root())
                        ? Finding.holds("the entries that are served lead to the root that was signed")
                        : Finding.differs(
                                "the entries that are served do not lead to the root that was signed: an entry was"
                                        + " changed, dropped, added or moved"));
        findings.add(tiles.different()
                .map(path -> Finding.differs("tile " + path + " that is served is not the one of this tree"))
                .orElseGet(() -> Finding.holds(
                        "all " + tiles.compared() + " tiles of hashes that are served are those of" + " this tree")));
    }
}
