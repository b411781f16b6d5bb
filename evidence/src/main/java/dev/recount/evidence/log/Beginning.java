package dev.recount.evidence.log;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Whether a tree may be begun. Who had a log and has lost it begins no other before somebody says so: it would be a second
 * history, and nobody would have noticed the first one's end.
 */
final class Beginning {

    private @Nullable LostLog lost;
    private boolean isWanted;
    private boolean isClosed;

    /** Notes what is lost; true if a tree may be begun now. */
    synchronized boolean isAllowed(Optional<LostLog> found) {
        lost = isWanted ? null : found.orElse(null);
        return lost == null;
    }

    /** Returns when somebody wants a new log, or nothing is wanted any more. */
    synchronized void await() throws InterruptedException {
        while (!isWanted && !isClosed) {
            wait();
        }
    }

    /** The log that is lost and was not replaced by anybody's word. */
    synchronized Optional<LostLog> lost() {
        return Optional.ofNullable(lost);
    }

    /** Somebody wants a new log. */
    synchronized void want() {
        isWanted = true;
        lost = null;
        notifyAll();
    }

    synchronized void close() {
        isClosed = true;
        notifyAll();
    }
}
