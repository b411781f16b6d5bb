package dev.recount.streams.replay;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/** Finds the sessions of which nothing has been recorded for a while. Not thread-safe. */
final class IdleSessions {

    static final Duration PATIENCE = Duration.ofMinutes(15);

    private final Queue<Watched> watched = new PriorityQueue<>(Comparator.comparing(Watched::due));

    /** A session to be looked at when something is recorded at or after {@code due}. */
    private record Watched(SessionRun session, Instant due) {

        static Watched of(SessionRun session) {
            return new Watched(session, session.lastSeen().plus(PATIENCE));
        }
    }

    /** Watches a session until {@link #next} gives it back. */
    void watch(SessionRun session) {
        watched.add(Watched.of(session));
    }

    /** A session that has been idle by now, which is then watched no more; null when there is none. */
    @Nullable
    SessionRun next(Instant now) {
        while (!watched.isEmpty() && !watched.element().due().isAfter(now)) {
            var session = watched.remove().session();
            if (!session.lastSeen().plus(PATIENCE).isAfter(now)) {
                return session;
            }
            watch(session);
        }
        return null;
    }
}
