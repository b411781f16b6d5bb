package dev.recount.query;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

/** Lets those who wrote something wait until they can read it. Costs next to nothing while nobody waits. */
public final class Visibility {

    private static final long STEP_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    private final AtomicInteger waiting = new AtomicInteger();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();

    /** The views have changed. */
    public void changed() {
        if (waiting.get() > 0) {
            lock.lock();
            try {
                changed.signalAll();
            } finally {
                lock.unlock();
            }
        }
    }

    /** Whether {@code visible} comes true within {@code atMost}; asked now and after each change. */
    public boolean await(Duration atMost, BooleanSupplier visible) {
        waiting.incrementAndGet();
        lock.lock();
        try {
            long left = atMost.toNanos();
            while (!visible.getAsBoolean()) {
                if (left <= 0) {
                    return false;
                }
                // A change that came just before somebody began to wait is seen at the next step.
                long step = Math.min(left, STEP_NANOS);
                left -= step - changed.awaitNanos(step);
            }
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            lock.unlock();
            waiting.decrementAndGet();
        }
    }
}
