package dev.recount.ingest.log;

import dev.recount.ingest.accept.Outcome;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Gathers the outcomes of one request's items and completes when the last write has been answered. */
final class Batch {

    private static final Outcome NOT_TAKEN = new Outcome.NotTaken(false);

    private final Outcome[] outcomes;
    private final CompletableFuture<List<Outcome>> whole = new CompletableFuture<>();
    /** Writes without an answer, and one for the items that are still being handed over. */
    private int open = 1;

    Batch(int items) {
        this.outcomes = new Outcome[items];
        Arrays.fill(outcomes, NOT_TAKEN);
    }

    /** Announces a write. */
    synchronized void opened() {
        open++;
    }

    /** The outcome of item {@code index} as far as it is known. */
    synchronized void settle(int index, Outcome outcome) {
        outcomes[index] = outcome;
    }

    /** Ends a write or the handing over; the last one completes the batch. */
    void closed() {
        boolean last;
        synchronized (this) {
            last = --open == 0;
        }
        if (last) {
            whole.complete(List.of(outcomes));
        }
    }

    CompletableFuture<List<Outcome>> whole() {
        return whole;
    }
}
