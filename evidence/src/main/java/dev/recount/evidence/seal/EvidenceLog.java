package dev.recount.evidence.seal;

import dev.recount.evidence.merkle.Frontier;
import dev.recount.evidence.merkle.MerkleHash;
import dev.recount.evidence.note.Checkpoint;
import dev.recount.evidence.note.SigningKey;
import dev.recount.evidence.note.VerifierKey;
import dev.recount.evidence.tile.Disk;
import dev.recount.evidence.tile.PartitionPlaces;
import dev.recount.evidence.tile.TreeFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The log of evidence in one folder. Records of all partitions become the leaves of one tree in the order in which they
 * are appended; a partition's records stand in it in the order of their offsets. One thread appends and seals; readers see
 * what was sealed last.
 *
 * <p>The commit point is the state file: a checkpoint is signed, written there, and only then returned. Whatever is in the
 * other files beyond it was never shown to anybody, and is cut off at the next start. So no two checkpoints of one size
 * can ever have been handed out.
 */
public final class EvidenceLog implements AutoCloseable {

    private static final String STATE = "state.json";

    private final Path folder;
    private final Disk disk;
    private final SigningKey key;
    private final TreeFiles files;
    private final PartitionPlaces places;
    private Frontier frontier;
    private final Positions positions = new Positions();
    private SealedState state;
    private volatile SealedLog sealed;

    private EvidenceLog(Path folder, Disk disk, SigningKey key) throws IOException {
        this.folder = folder;
        this.disk = disk;
        this.key = key;
        Files.createDirectories(folder);
        state = written(folder).orElseGet(() -> empty(key));
        positions.replace(state.positions());
        long size = state.checkpoint().size();
        files = new TreeFiles(folder, disk, size, state.entryBytes());
        places = new PartitionPlaces(folder, disk, size, state.positions().keySet());
        frontier = Frontier.of(size, files);
        sealed = new SealedLog(state, files, places);
    }

    private static Optional<SealedState> written(Path folder) throws IOException {
        var file = folder.resolve(STATE);
        return Files.exists(file) ? Optional.of(SealedState.parse(Files.readString(file))) : Optional.empty();
    }

    private static SealedState empty(SigningKey key) {
        var nothing = new Checkpoint(key.verifier().name(), 0, MerkleHash.empty());
        return new SealedState(key.sign(nothing.text()), nothing, 0, Map.of());
    }

    /** Opens the log in {@code folder}, made if it is not there. */
    public static EvidenceLog open(Path folder, SigningKey key) throws IOException {
        return open(folder, key, Disk.REAL);
    }

    /**
     * Opens the log in {@code folder}, made if it is not there.
     *
     * @throws IOException when files are missing, or what they hold is not what was signed
     */
    public static EvidenceLog open(Path folder, SigningKey key, Disk disk) throws IOException {
        var log = new EvidenceLog(folder, disk, key);
        try {
            log.check();
            log.checkAll();
        } catch (IOException | RuntimeException e) {
            log.close();
            throw e;
        }
        return log;
    }

    private void check() throws IOException {
        if (!state.note().isSignedBy(key.verifier())) {
            throw new IOException(
                    folder.resolve(STATE) + " was not signed by this log's key; it was changed, or the key was");
        }
        if (!Arrays.equals(frontier.root(), state.checkpoint().root())) {
            throw new IOException(folder + " does not hold the tree that was signed; it was changed or is damaged");
        }
    }

    /** Looks at what the root alone does not show: tiles that are full, and the places of records. */
    private void checkAll() throws IOException {
        long size = state.checkpoint().size();
        var damaged = files.damaged(size);
        if (damaged.isPresent()) {
            throw new IOException(folder + ": tile " + damaged.get() + " of the tree is damaged, or the one above it");
        }
        for (var position : positions.all().entrySet()) {
            if (places.end(position.getKey()) != position.getValue()) {
                throw new IOException(folder.resolve("partition-" + position.getKey()) + " ends at offset "
                        + places.end(position.getKey()) + " (expected: " + position.getValue() + "); it is damaged");
            }
        }
        if (places.leaves() != size) {
            throw new IOException(folder + " has the places of " + places.leaves() + " leaves (expected: " + size
                    + "); a file partition-* is damaged");
        }
    }

    /** The offset of the next record of each partition that has records in the log. */
    public Map<Integer, Long> positions() {
        return positions.all();
    }

    /** Leaves that no checkpoint covers yet. */
    public long unsealed() {
        return frontier.size() - state.checkpoint().size();
    }

    /**
     * Appends the entry of a record.
     *
     * @param entry what the leaf commits to
     */
    public void append(int partition, long offset, byte[] entry) throws IOException {
        long leaf = frontier.size();
        places.add(partition, offset, leaf);
        files.entry(leaf, entry);
        frontier.append(MerkleHash.leaf(entry), files::full);
        positions.next(partition, offset + 1);
    }

    /** Signs the tree as it is now; the answer may be shown to others, for it is on disk. */
    public SealedLog seal() throws IOException {
        if (unsealed() == 0) {
            return sealed;
        }
        files.sync();
        places.sync();
        var checkpoint = new Checkpoint(key.verifier().name(), frontier.size(), frontier.root());
        var next = new SealedState(key.sign(checkpoint.text()), checkpoint, files.entryBytes(), positions.all());
        disk.rewrite(folder.resolve(STATE), next.json());
        state = next;
        sealed = new SealedLog(next, files, places);
        return sealed;
    }

    /**
     * Goes back to the last checkpoint, as the disk has it: after an I/O error nobody knows how much of what was appended
     * since is there. What is to be appended next is what {@link #positions} says then.
     *
     * @throws IOException when the disk still cannot be used; to be called again before anything is appended
     */
    public void goBack() throws IOException {
        var last = written(folder).orElseGet(() -> empty(key));
        if (last.checkpoint().size() < state.checkpoint().size()) {
            throw new IOException(folder.resolve(STATE) + " is gone, or older than what was sealed");
        }
        if (last.checkpoint().size() > 0) {
            // The error may have come after the file had its name and before that was on the disk.
            disk.rewrite(folder.resolve(STATE), last.json());
        }
        long size = last.checkpoint().size();
        files.cutTo(size, last.entryBytes());
        places.cutTo(size);
        frontier = Frontier.of(size, files);
        positions.replace(last.positions());
        state = last;
        check();
        sealed = new SealedLog(last, files, places);
    }

    /** The log as it was sealed last. */
    public SealedLog sealed() {
        return sealed;
    }

    /** The key that verifies its checkpoints. */
    public VerifierKey verifier() {
        return key.verifier();
    }

    /** Partitions that have records in the log. */
    public Set<Integer> partitions() {
        return positions.all().keySet();
    }

    @Override
    public void close() {
        try (files;
                places) {
            // Whatever was not sealed is read again at the next start.
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
