package dev.recount.ingest.http;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.recount.codec.Micros;
import dev.recount.ingest.source.SessionOrder;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Positions in sessions by time, with ties told apart by arrival: events of one microsecond follow each other, and an
 * event of an earlier time keeps its earlier position however late it arrives. After a restart time goes on by itself.
 */
final class ArrivalOrder implements SessionOrder {

    private static final long SESSIONS_MAX = 20_000;

    /** The position given last in a session, and the time it was given for. */
    private record Last(long time, long position) {
        static Last after(@Nullable Last last, long time) {
            return last == null || last.time != time ? new Last(time, time) : new Last(time, last.position + 1);
        }
    }

    private final Cache<String, Last> sessions =
            Caffeine.newBuilder().maximumSize(SESSIONS_MAX).build();

    @Override
    public long next(String session, Instant at) {
        long time = Micros.of(at);
        var last = sessions.asMap().compute(session, (id, before) -> Last.after(before, time));
        return last.position();
    }
}
