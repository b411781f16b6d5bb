package dev.recount.query.access;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** Tells a call from the same call again within a minute, which a page that refreshes itself makes. Thread-safe. */
public final class RecentCalls {

    private static final Duration WINDOW = Duration.ofMinutes(1);
    private static final int CALLS_MAX = 10_000;

    private final Map<String, Instant> noted = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Instant> eldest) {
            return size() > CALLS_MAX;
        }
    };

    /** Whether {@code call} has not been noted in the minute before {@code now}; it is then noted. */
    public synchronized boolean isNew(String call, Instant now) {
        var last = noted.get(call);
        if (last != null && now.isBefore(last.plus(WINDOW))) {
            return false;
        }
        noted.remove(call);
        noted.put(call, now);
        return true;
    }
}
