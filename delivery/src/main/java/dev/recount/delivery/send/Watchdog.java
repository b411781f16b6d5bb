package dev.recount.delivery.send;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Cuts off what takes too long, however busy the target looks meanwhile. */
final class Watchdog implements AutoCloseable {

    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(work -> {
        var made = new Thread(work, "recount-delivery-watchdog");
        made.setDaemon(true);
        return made;
    });

    /** Does {@code cut} after so long, unless what is answered here is cancelled before. */
    Future<?> after(Duration patience, Runnable cut) {
        return thread.schedule(cut, patience.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
