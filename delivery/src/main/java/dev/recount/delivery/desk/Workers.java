package dev.recount.delivery.desk;

import dev.recount.alert.Level;
import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.PriorityBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** A few threads for each channel, so that a slow one holds up nobody else; the worst goes first. */
public final class Workers implements AutoCloseable {

    private static final int THREADS_PER_CHANNEL = 4;
    private static final long IDLE_SECONDS = 30;

    private final Map<String, ThreadPoolExecutor> byChannel = new ConcurrentHashMap<>();

    /**
     * A piece of work: what is worse goes first, then what wakes somebody, then what was there first.
     *
     * @param number counts up
     */
    record Job(Level severity, boolean page, long number, Runnable work) implements Runnable, Comparable<Job> {

        private static final Comparator<Job> ORDER = Comparator.comparing(Job::severity)
                .thenComparing(Job::page)
                .reversed()
                .thenComparing(Job::number);

        @Override
        public void run() {
            work.run();
        }

        @Override
        public int compareTo(Job other) {
            return ORDER.compare(this, other);
        }
    }

    void submit(String channel, Job job) {
        byChannel.computeIfAbsent(channel, Workers::pool).execute(job);
    }

    private static ThreadPoolExecutor pool(String channel) {
        var pool = new ThreadPoolExecutor(
                THREADS_PER_CHANNEL,
                THREADS_PER_CHANNEL,
                IDLE_SECONDS,
                TimeUnit.SECONDS,
                new PriorityBlockingQueue<>(),
                work -> {
                    var thread = new Thread(work, "recount-delivery-" + channel);
                    thread.setDaemon(true);
                    return thread;
                });
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }

    /** Drops what nobody has begun, which whoever goes on will send, and returns when the rest has ended or {@code patience} has. */
    public void finish(Duration patience) throws InterruptedException {
        byChannel.values().forEach(pool -> {
            pool.shutdown();
            pool.getQueue().clear();
        });
        long end = System.nanoTime() + patience.toNanos();
        for (ThreadPoolExecutor pool : byChannel.values()) {
            if (!pool.awaitTermination(end - System.nanoTime(), TimeUnit.NANOSECONDS)) {
                return;
            }
        }
    }

    @Override
    public void close() {
        byChannel.values().forEach(ThreadPoolExecutor::shutdownNow);
    }
}
