package dev.recount.bench.query;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/**
 * How long questions took.
 *
 * @param nanos of each question, in order of length
 * @param cpuNanos processor time of this process for all of them: clients and server, but no database of another process
 */
@SuppressWarnings("ArrayRecordComponent") // Printed and thrown away.
record Timed(long[] nanos, long cpuNanos) {

    private static final OperatingSystemMXBean PROCESS =
            ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

    /** Asks every question once, each of {@code clients} threads the next that nobody has asked. */
    static Timed of(List<? extends Runnable> questions, int clients) {
        long[] nanos = new long[questions.size()];
        var next = new AtomicInteger();
        Callable<Void> client = () -> {
            for (int i = next.getAndIncrement(); i < nanos.length; i = next.getAndIncrement()) {
                long startedAt = System.nanoTime();
                questions.get(i).run();
                nanos[i] = System.nanoTime() - startedAt;
            }
            return null;
        };
        long cpu = PROCESS.getProcessCpuTime();
        run(client, clients);
        long took = PROCESS.getProcessCpuTime() - cpu;
        Arrays.sort(nanos);
        return new Timed(nanos, took);
    }

    private static void run(Callable<Void> client, int clients) {
        var threads = Executors.newFixedThreadPool(clients);
        try {
            var all = IntStream.range(0, clients).mapToObj(i -> client).toList();
            for (var done : threads.invokeAll(all)) {
                done.get();
            }
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        } finally {
            threads.shutdownNow();
        }
    }

    double p50() {
        return nanos[nanos.length / 2] / 1e6;
    }

    double p99() {
        return nanos[(nanos.length * 99 - 1) / 100] / 1e6;
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "p50 %7.2f  p99 %7.2f ms, %6.2f ms of processor (%d times)",
                p50(),
                p99(),
                cpuNanos / 1e6 / nanos.length,
                nanos.length);
    }
}
