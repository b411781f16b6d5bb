package dev.recount.standalone.node;

import dev.recount.runtime.health.Check;
import dev.recount.runtime.health.Component;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Waits until every part of a node works, or says that waiting does not help: then the others work without it. */
final class Readiness {

    private static final Duration TIMEOUT = Duration.ofMinutes(5);
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

    private Readiness() {}

    /** @throws IllegalStateException naming the part that is not ready in time, and what it says */
    static void await(List<Component> components) {
        long deadline = System.nanoTime() + TIMEOUT.toNanos();
        for (Component component : components) {
            while (component.check() instanceof Check.Down) {
                if (System.nanoTime() - deadline > 0) {
                    throw new IllegalStateException(component.name() + " is not ready after " + TIMEOUT.toMinutes()
                            + " minutes: " + component.check().fault().orElse(""));
                }
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        }
    }
}
