package dev.recount.evidence.seal;

import dev.recount.evidence.merkle.Consistency;
import dev.recount.evidence.merkle.Inclusion;
import dev.recount.evidence.merkle.Nodes;
import dev.recount.evidence.note.Checkpoint;
import dev.recount.evidence.note.SignedNote;
import dev.recount.evidence.tile.PartitionPlaces;
import dev.recount.evidence.tile.TilePath;
import dev.recount.evidence.tile.TreeFiles;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** The log as one checkpoint sees it. Does not change, while the log goes on. */
public final class SealedLog {

    private final SealedState state;
    private final SignedNote note;
    private final TreeFiles files;
    private final PartitionPlaces places;

    SealedLog(SealedState state, TreeFiles files, PartitionPlaces places) {
        this(state, state.note(), files, places);
    }

    private SealedLog(SealedState state, SignedNote note, TreeFiles files, PartitionPlaces places) {
        this.state = state;
        this.note = note;
        this.files = files;
        this.places = places;
    }

    /** What was signed. */
    public Checkpoint checkpoint() {
        return state.checkpoint();
    }

    /** The checkpoint with its signature, and with the cosignatures that are known. */
    public SignedNote note() {
        return note;
    }

    /** The same with cosignatures under its checkpoint. */
    public SealedLog with(List<SignedNote.NoteSignature> cosignatures) {
        return new SealedLog(state, note.with(cosignatures), files, places);
    }

    /** Number of leaves. */
    public long size() {
        return state.checkpoint().size();
    }

    /** The tree's nodes. */
    public Nodes nodes() {
        return files;
    }

    /** The leaf of the record at a place in the log; empty when the checkpoint does not cover it. */
    public OptionalLong leafOf(int partition, long offset) {
        var leaf = places.leafOf(partition, offset);
        return leaf.isPresent() && leaf.getAsLong() < size() ? leaf : OptionalLong.empty();
    }

    /** Whether the record at a place was sealed, also where its leaf cannot be found any more. */
    public boolean covers(int partition, long offset) {
        return offset < state.positions().getOrDefault(partition, 0L);
    }

    /** The entry of a leaf. */
    public byte[] entry(long leaf) {
        return files.entry(leaf);
    }

    /** The audit path of a leaf to this checkpoint's root. */
    public List<byte[]> inclusion(long leaf) {
        return Inclusion.prove(leaf, size(), files);
    }

    /** What shows that the log of {@code earlier} leaves is the beginning of the log of {@code later} leaves. */
    public List<byte[]> consistency(long earlier, long later) {
        return Consistency.prove(earlier, later, files);
    }

    /** Whether a checkpoint is a state that this log was in; one that is longer is not, nor one with another beginning. */
    public boolean continues(Checkpoint published) {
        return published.size() <= size()
                && (published.size() == 0 || Arrays.equals(published.root(), nodes().root(0, published.size())));
    }

    /** The bytes of a tile; empty when this checkpoint has no such tile. */
    public Optional<byte[]> tile(TilePath path) {
        return path.width() <= TilePath.widthAt(path.level(), path.index(), size())
                ? Optional.of(files.tile(path))
                : Optional.empty();
    }
}
