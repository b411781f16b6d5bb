package dev.recount.bench;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Work at fixed times. */
final class Pace {

    /** What is done at each time; {@code scheduledNanos} is when it was due ({@link System#nanoTime}). */
    interface Tick {
        void at(long scheduledNanos) throws IOException;
    }

    private Pace() {}

    /** Runs {@code tick} at fixed times, late ones at once: what waits in a queue is counted, not forgotten. */
    static void of(int perSecond, int seconds, Tick tick) throws IOException {
        long startedAt = System.nanoTime();
        long step = TimeUnit.SECONDS.toNanos(1) / perSecond;
        for (int i = 0; i < perSecond * seconds; i++) {
            long scheduled = startedAt + i * step;
            for (long left = scheduled - System.nanoTime(); left > 0; left = scheduled - System.nanoTime()) {
                LockSupport.parkNanos(left);
            }
            tick.at(scheduled);
        }
    }

    /** The seconds since a moment of {@link System#nanoTime}. */
    static double seconds(long sinceNanos) {
        return (System.nanoTime() - sinceNanos) / 1e9;
    }
}
