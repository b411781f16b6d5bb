package dev.recount.evidence.audit;

import dev.recount.evidence.merkle.Frontier;
import dev.recount.evidence.note.Checkpoint;
import dev.recount.evidence.verdict.Finding;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Holds a checkpoint that somebody kept against the tree as it grows. */
final class KeptCheckpoint {

    private final Checkpoint before;
    private byte @Nullable [] root;

    KeptCheckpoint(Checkpoint before) {
        this.before = before;
    }

    void grown(Frontier tree) {
        if (before.size() == tree.size()) {
            root = tree.root();
        }
    }

    Finding finding(Checkpoint now) {
        if (!before.origin().equals(now.origin())) {
            return Finding.differs("the earlier checkpoint is of another log: " + before.origin());
        }
        if (before.size() > now.size()) {
            return Finding.differs(
                    "the log was rolled back: it had " + before.size() + " leaves and now has " + now.size());
        }
        return before.size() == 0 || Arrays.equals(root, before.root())
                ? Finding.holds("the log continues the earlier checkpoint of " + before.size() + " leaves")
                : Finding.differs("the log was rewritten: it does not continue the earlier checkpoint of "
                        + before.size() + " leaves");
    }
}
