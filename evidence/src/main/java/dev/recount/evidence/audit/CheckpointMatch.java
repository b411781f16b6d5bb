package dev.recount.evidence.audit;

import dev.recount.evidence.merkle.Frontier;
import dev.recount.evidence.note.Checkpoint;
import dev.recount.evidence.verdict.Finding;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Holds published checkpoints against the roots of the tree as it grows. They were published in the order of their sizes,
 * apart from those that come again with cosignatures; so a bounded memory of roots is enough.
 */
final class CheckpointMatch {

    private static final int ROOTS_MAX = 10_000;
    private static final int DIFFERENCES_MAX = 20;

    private final Iterator<Checkpoint> published;
    private final Map<Long, byte[]> roots = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, byte[]> eldest) {
            return size() > ROOTS_MAX;
        }
    };
    private final List<Finding> differences = new ArrayList<>();
    private @Nullable Checkpoint next;
    private long matched;
    private long unknown;

    CheckpointMatch(Iterator<Checkpoint> published) {
        this.published = published;
        advance();
    }

    private void advance() {
        next = published.hasNext() ? published.next() : null;
    }

    /** To be told of the tree at every size, from 0 on. */
    void grown(Frontier tree) {
        while (next != null && next.size() <= tree.size()) {
            var root = next.size() == tree.size()
                    ? roots.computeIfAbsent(next.size(), size -> tree.root())
                    : roots.get(next.size());
            compare(next, root);
            advance();
        }
    }

    private void compare(Checkpoint checkpoint, byte @Nullable [] root) {
        if (root == null) {
            unknown++;
        } else if (Arrays.equals(root, checkpoint.root())) {
            matched++;
        } else if (differences.size() < DIFFERENCES_MAX) {
            differences.add(Finding.differs("the checkpoint of " + checkpoint.size()
                    + " leaves on recount.checkpoints has another root than the log of that size: the log was"
                    + " rewritten, or two histories were signed"));
        }
    }

    /** What is to be said once the tree has its size. */
    List<Finding> findings(long size) {
        var found = new ArrayList<>(differences);
        if (next != null) {
            found.add(Finding.differs("a checkpoint of " + next.size() + " leaves was published, and the log has "
                    + size + ": it was rolled back, or its tail was cut off"));
        } else if (differences.isEmpty() && matched > 0) {
            found.add(Finding.holds(matched + " checkpoints on recount.checkpoints are states of this very tree"));
        } else if (matched == 0 && differences.isEmpty()) {
            found.add(Finding.unknown(
                    "whether the log was rolled back or rewritten: recount.checkpoints holds none of its"
                            + " checkpoints"));
        }
        if (unknown > 0) {
            found.add(Finding.unknown(
                    "whether " + unknown + " checkpoints that were published late are states of this tree"));
        }
        return found;
    }
}
