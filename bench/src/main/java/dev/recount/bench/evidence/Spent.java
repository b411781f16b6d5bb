package dev.recount.bench.evidence;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;

/**
 * What some work took.
 *
 * @param cpuSeconds of the whole process, compilation and garbage collection included
 * @param seconds on the wall
 */
record Spent(double cpuSeconds, double seconds) {

    private static final OperatingSystemMXBean SYSTEM =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    /** Work that is measured. */
    @FunctionalInterface
    interface Work {
        void run() throws IOException;
    }

    static Spent on(Work work) throws IOException {
        long cpu = SYSTEM.getProcessCpuTime();
        long wall = System.nanoTime();
        work.run();
        return new Spent((SYSTEM.getProcessCpuTime() - cpu) / 1e9, (System.nanoTime() - wall) / 1e9);
    }

    /** Items per CPU second. */
    double rate(long items) {
        return items / cpuSeconds;
    }
}
