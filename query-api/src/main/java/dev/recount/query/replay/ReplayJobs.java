package dev.recount.query.replay;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Replays one after another, a few of them waiting, and the results of the last ones. Thread-safe. */
public final class ReplayJobs implements AutoCloseable {

    /** How many may be unfinished: one that runs and those that wait for it. */
    static final int UNFINISHED_MAX = 5;

    /** How many are remembered. */
    static final int KEPT = 50;

    private final ReplayDesk desk;
    private final ExecutorService runner = Executors.newSingleThreadExecutor(ReplayJobs::runner);
    private final Map<String, ReplayJob> jobs = new LinkedHashMap<>();

    public ReplayJobs(ReplayDesk desk) {
        this.desk = desk;
    }

    private static Thread runner(Runnable work) {
        var thread = new Thread(work, "recount-replay");
        thread.setDaemon(true);
        return thread;
    }

    /** The id of a job that is going to be. */
    public static String newId() {
        return "rpl_" + UUID.randomUUID().toString().replace("-", "");
    }

    /** Whether another job would be taken now. */
    public synchronized boolean hasRoom() {
        return jobs.values().stream().filter(job -> !job.isOver()).count() < UNFINISHED_MAX;
    }

    /** Queues a job; empty when too many wait already. */
    public synchronized Optional<ReplayJob> start(String id, ReplayRequest request) {
        if (!hasRoom()) {
            return Optional.empty();
        }
        var job = new ReplayJob(id, request);
        jobs.put(id, job);
        runner.execute(() -> job.run(desk));
        forgetEldest();
        return Optional.of(job);
    }

    private void forgetEldest() {
        Iterator<ReplayJob> eldest = jobs.values().iterator();
        while (jobs.size() > KEPT && eldest.next().isOver()) {
            eldest.remove();
        }
    }

    /** The job {@code id}, while it is remembered. */
    public synchronized Optional<ReplayJob> find(String id) {
        return Optional.ofNullable(jobs.get(id));
    }

    @Override
    public void close() {
        runner.shutdownNow();
    }
}
