package dev.recount.delivery.desk;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** When pages are to be looked at again: one time for each, however often they change. Owned by the desk's thread. */
final class Timers {

    private record Timer(Instant at, ScheduledFuture<?> run) {}

    private final Map<String, Timer> byPage = new HashMap<>();
    private final ScheduledExecutorService thread;

    Timers(ScheduledExecutorService thread) {
        this.thread = thread;
    }

    /** Has {@code look} run at {@code at}, in place of what was to run for that page. */
    void set(String page, Instant at, Instant now, Runnable look) {
        var known = byPage.get(page);
        if (known != null && known.at().equals(at)) {
            return;
        }
        clear(page);
        Runnable run = () -> {
            byPage.remove(page);
            look.run();
        };
        long millis = Duration.between(now, at).toMillis() + 1;
        byPage.put(page, new Timer(at, thread.schedule(run, millis, TimeUnit.MILLISECONDS)));
    }

    boolean isSet(String page) {
        return byPage.containsKey(page);
    }

    void clear(String page) {
        var known = byPage.remove(page);
        if (known != null) {
            known.run().cancel(false);
        }
    }
}
