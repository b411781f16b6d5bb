package dev.recount.evidence.bundle;

import dev.recount.evidence.note.Checkpoint;
import dev.recount.evidence.note.SignedNote;
import dev.recount.evidence.note.VerifierKey;
import dev.recount.evidence.verdict.Finding;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Whether the log continues the one that somebody saw before. */
final class HistoryCheck {

    private final Checkpoint now;
    private final Optional<SignedNote> earlier;
    private final VerifierKey key;
    private final TreeCheck tree;

    /** @param key that of the checkpoint of now: only what it signed can be of the same log */
    HistoryCheck(Checkpoint now, Optional<SignedNote> earlier, VerifierKey key, TreeCheck tree) {
        this.now = now;
        this.earlier = earlier;
        this.key = key;
        this.tree = tree;
    }

    List<Finding> findings() throws IOException {
        if (earlier.isEmpty()) {
            return List.of(Finding.unknown(
                    "whether the log was rolled back or rewritten before this checkpoint: only a checkpoint that was"
                            + " kept from before can tell (--earlier)"));
        }
        if (!earlier.get().isSignedBy(key)) {
            return List.of(
                    Finding.differs("the earlier checkpoint is not signed by " + key.name() + ", or was changed"));
        }
        return findings(Checkpoint.parse(earlier.get().text()));
    }

    private List<Finding> findings(Checkpoint before) throws IOException {
        if (!before.origin().equals(now.origin())) {
            return List.of(Finding.differs("the earlier checkpoint is of another log: " + before.origin()));
        }
        if (before.size() > now.size()) {
            return List.of(Finding.differs(
                    "the log was rolled back: it had " + before.size() + " leaves and now has " + now.size()));
        }
        var root = before.size() == now.size() ? Optional.of(now.root()) : tree.rootAt(before.size());
        if (root.isEmpty()) {
            return List.of(
                    Finding.unknown("whether the log continues the earlier checkpoint: the leaves before it are not"
                            + " all here; ask the server for /v1/checkpoints/consistency?from=" + before.size() + "&to="
                            + now.size()));
        }
        return List.of(
                Arrays.equals(root.get(), before.root())
                        ? Finding.holds("the log continues the earlier checkpoint of " + before.size()
                                + " leaves, which " + key.name() + " signed too")
                        : Finding.differs("the log was rewritten: it does not continue the earlier checkpoint of "
                                + before.size() + " leaves"));
    }
}
