package dev.recount.sigma.correlate;

import java.util.List;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * When which group has to be looked at because event time has come that far. An entry may be too early, when its group has
 * changed since; whoever takes it finds out and puts it back with a later time.
 */
final class Deadlines {

    static final long NEVER = Long.MAX_VALUE;

    private record Deadline(long atMicros, List<String> group) {}

    private final PriorityQueue<Deadline> queue =
            new PriorityQueue<>((a, b) -> Long.compare(a.atMicros(), b.atMicros()));

    void add(long atMicros, List<String> group) {
        if (atMicros != NEVER) {
            queue.add(new Deadline(atMicros, group));
        }
    }

    /** Takes the first group whose time has come; null if there is none. */
    @Nullable
    List<String> take(long nowMicros) {
        Deadline first = queue.peek();
        return first == null || first.atMicros() > nowMicros
                ? null
                : queue.remove().group();
    }
}
