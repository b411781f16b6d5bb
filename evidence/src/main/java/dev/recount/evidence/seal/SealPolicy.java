package dev.recount.evidence.seal;

import java.time.Duration;

/**
 * When the tree is signed: once the first leaf since the last checkpoint is so old, or so many have come.
 *
 * @param interval how long a leaf waits at most
 * @param leavesMax how many leaves wait at most
 */
public record SealPolicy(Duration interval, long leavesMax) {

    /** What is promised of every log: ten seconds and ten thousand events; sealing each second costs next to nothing more. */
    public static final SealPolicy USUAL = new SealPolicy(Duration.ofSeconds(1), 10_000);

    /**
     * Whether to sign now.
     *
     * @param unsealed leaves since the last checkpoint
     * @param waitedNanos since the first of them
     */
    public boolean isDue(long unsealed, long waitedNanos) {
        return unsealed >= leavesMax || (unsealed > 0 && waitedNanos >= interval.toNanos());
    }
}
