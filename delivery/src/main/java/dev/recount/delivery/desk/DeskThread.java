package dev.recount.delivery.desk;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one thread that owns the desk. */
public final class DeskThread implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(DeskThread.class);

    private final ScheduledThreadPoolExecutor executor = new ScheduledThreadPoolExecutor(1, work -> {
        var made = new Thread(work, "recount-delivery-desk");
        made.setDaemon(true);
        return made;
    });

    public DeskThread() {
        executor.setRemoveOnCancelPolicy(true);
    }

    /** For what is to be done later, or again and again. */
    public ScheduledExecutorService executor() {
        return executor;
    }

    /** Has it do something, and does not wait. */
    public void execute(Runnable work) {
        executor.execute(work);
    }

    /** Has it do something again and again, with a pause of {@code pause}; a failure of one time does not end it. */
    public void every(Duration pause, Runnable work) {
        Runnable guarded = () -> {
            try {
                work.run();
            } catch (RuntimeException e) {
                LOG.error("failed, and will be tried again: after={}", pause, e);
            }
        };
        var unused =
                executor.scheduleWithFixedDelay(guarded, pause.toMillis(), pause.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Has it do something, and waits for that. */
    public void await(Runnable work) throws InterruptedException {
        var unused = ask(() -> {
            work.run();
            return true;
        });
    }

    /** Has it answer, and waits for that. */
    public <T> T ask(Callable<T> question) throws InterruptedException {
        var answer = new CompletableFuture<T>();
        executor.execute(() -> {
            try {
                answer.complete(question.call());
            } catch (Exception e) {
                answer.completeExceptionally(e);
            }
        });
        try {
            return answer.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("delivery failed", e.getCause());
        }
    }

    @Override
    public void close() {
        executor.shutdownNow();
    }
}
