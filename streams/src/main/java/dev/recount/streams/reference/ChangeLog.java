package dev.recount.streams.reference;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** The latest changes of a book, numbered from 1. */
final class ChangeLog {

    private static final int KEPT = 4_096;

    private final Deque<Change> latest = new ArrayDeque<>();
    private volatile long version;

    long version() {
        return version;
    }

    @SuppressWarnings("NonAtomicVolatileUpdate") // Only written under the lock; volatile is for the readers.
    synchronized void add(Change change) {
        latest.addLast(change);
        if (latest.size() > KEPT) {
            latest.removeFirst();
        }
        version++;
    }

    synchronized Optional<List<Change>> since(long seen) {
        long missed = version - seen;
        if (missed > latest.size()) {
            return Optional.empty();
        }
        var all = new ArrayList<>(latest);
        return Optional.of(List.copyOf(all.subList((int) (all.size() - missed), all.size())));
    }
}
