package dev.recount.bench.sigma;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.LongSupplier;

/**
 * How fast some work is, in events per second of this process's processor time, compilation and garbage collection
 * included: wall time says little on a machine that others use too.
 *
 * @param answer what the work gave, the same in each round
 * @param best events per CPU second in the best round
 * @param median the same in the middle round
 * @param wall events per second of wall time in the round with the least of it
 */
record Measured(long answer, double best, double median, double wall) {

    private static final OperatingSystemMXBean SYSTEM =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    private static final int WARMUP_ROUNDS = 3;
    private static final int ROUNDS = 5;
    private static final double NANOS = 1e9;

    /**
     * Runs rounds until warm, then those that count.
     *
     * @param events how many events a round has
     * @param round gives its answer
     */
    static Measured of(long events, LongSupplier round) {
        return of(events, WARMUP_ROUNDS, ROUNDS, round);
    }

    static Measured of(long events, int warmupRounds, int rounds, LongSupplier round) {
        long answer = round.getAsLong();
        for (int i = 1; i < warmupRounds; i++) {
            same(answer, round.getAsLong());
        }
        double[] perCpuSecond = new double[rounds];
        double wall = 0;
        for (int i = 0; i < rounds; i++) {
            long cpu = SYSTEM.getProcessCpuTime();
            long start = System.nanoTime();
            same(answer, round.getAsLong());
            wall = Math.max(wall, events * NANOS / (System.nanoTime() - start));
            perCpuSecond[i] = events * NANOS / (SYSTEM.getProcessCpuTime() - cpu);
        }
        Arrays.sort(perCpuSecond);
        return new Measured(answer, perCpuSecond[rounds - 1], perCpuSecond[rounds / 2], wall);
    }

    private static void same(long answer, long again) {
        if (answer != again) {
            throw new IllegalStateException("another answer in another round: " + answer + " and " + again);
        }
    }

    static double cpuSeconds() {
        return SYSTEM.getProcessCpuTime() / NANOS;
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%,12.0f ev/cpu-s best %,12.0f median %,12.0f ev/s wall", best, median, wall);
    }
}
