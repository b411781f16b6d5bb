package dev.recount.ingest.log;

import dev.recount.ingest.accept.Envelope;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Decides who writes an event: the first to claim its id. Later claims learn what became of that write. Thread-safe. */
final class IdempotenceWindow {

    /** What became of a claim. */
    enum Fate {
        /** The claimant's own write is in the log. */
        APPENDED,
        /** Another write of the same event is in the log. */
        DUPLICATE,
        /** The id belongs to an event with other content. */
        CONFLICT,
        /** The write failed; the id is free again. */
        FAILED
    }

    /** A write under way and those who wait for it. */
    private record Pending(long digest, List<Consumer<Fate>> claimants) {}

    private final RecentIds recent;
    private final Map<String, Pending> pending = new HashMap<>();

    IdempotenceWindow(int capacity) {
        this.recent = new RecentIds(capacity);
    }

    synchronized void remember(long idDigest, long contentDigest) {
        recent.add(idDigest, contentDigest);
    }

    /**
     * Claims the write of an event.
     *
     * @param claimant told the fate unless it is returned at once; not told under a lock
     * @return null when the caller must write and then {@link #settle}, or when it must wait for another's write (then
     *     {@code mustWrite} is false)
     */
    Claim claim(Envelope envelope, Consumer<Fate> claimant) {
        synchronized (this) {
            var underWay = pending.get(envelope.id());
            if (underWay != null) {
                if (isOther(envelope, underWay.digest())) {
                    return Claim.known(Fate.CONFLICT);
                }
                underWay.claimants().add(claimant);
                return Claim.WAIT;
            }
            var known = recent.digestOf(envelope.idDigest());
            if (known.isPresent()) {
                return Claim.known(isOther(envelope, known.getAsLong()) ? Fate.CONFLICT : Fate.DUPLICATE);
            }
            var claimants = new ArrayList<Consumer<Fate>>(1);
            claimants.add(claimant);
            pending.put(envelope.id(), new Pending(envelope.digest(), claimants));
            return Claim.WRITE;
        }
    }

    /** Ends the write that {@link #claim} asked for, and tells everyone who claimed the id meanwhile. */
    void settle(Envelope envelope, boolean appended) {
        Pending settled;
        synchronized (this) {
            settled = pending.remove(envelope.id());
            if (appended) {
                recent.add(envelope.idDigest(), envelope.digest());
            }
        }
        var fate = appended ? Fate.APPENDED : Fate.FAILED;
        for (Consumer<Fate> claimant : settled.claimants()) {
            claimant.accept(fate);
            fate = appended ? Fate.DUPLICATE : Fate.FAILED;
        }
    }

    private static boolean isOther(Envelope envelope, long digest) {
        return !envelope.consequence() && envelope.digest() != digest;
    }

    /**
     * What the claimant has to do.
     *
     * @param fate the answer, when it is known at once
     * @param mustWrite whether the claimant is the one who writes
     */
    record Claim(@Nullable Fate fate, boolean mustWrite) {
        static final Claim WRITE = new Claim(null, true);
        static final Claim WAIT = new Claim(null, false);

        static Claim known(Fate fate) {
            return new Claim(fate, false);
        }
    }
}
