package dev.recount.standalone.cli;

import dev.recount.runtime.settings.Settings;
import dev.recount.standalone.node.Half;
import dev.recount.standalone.node.Node;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a node running until the process is told to end (SIGTERM, Ctrl-C), then stops it in order. A process that was
 * asked to stop and did so has succeeded, so it exits 0 and not with the signal's number. Whoever stops it, the signal
 * or the command, the other one waits: nobody may print, delete or exit while Kafka still writes.
 */
final class Serving implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Serving.class);

    /** How long a signal waits for a node that is starting; one that only hangs must not keep the user. */
    private static final Duration START_MAX = Duration.ofSeconds(15);

    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

    /** What a shell expects of a command that Ctrl-C ended before it had done its work. */
    private static final int INTERRUPTED = 130;

    private final @Nullable Path temporary;
    private final CountDownLatch startEnded = new CountDownLatch(1);
    private final CountDownLatch ended = new CountDownLatch(1);
    private final AtomicBoolean closing = new AtomicBoolean();
    private volatile @Nullable Node node;
    private volatile boolean done;

    /** @param temporary a folder that is deleted after the node has stopped; null if there is none */
    Serving(@Nullable Path temporary) {
        this.temporary = temporary;
        Runtime.getRuntime().addShutdownHook(new Thread(this::stopAndExit, "recount-shutdown"));
    }

    /** Starts the node, and returns it once it answers; never, if a signal came meanwhile. */
    Node start(Settings settings, Set<Half> halves, Map<String, String> variables) throws IOException {
        try {
            var started = Node.start(settings, halves, variables);
            node = started;
            return started;
        } finally {
            startEnded.countDown();
            if (closing.get()) {
                untilEnded();
            }
        }
    }

    /** Returns once events are taken; tells {@code waiting} first, if they are not, why. */
    void untilEventsAreTaken(Consumer<String> waiting) {
        var refusal = refusal();
        refusal.ifPresent(waiting);
        while (refusal.isPresent() && !closing.get()) {
            LockSupport.parkNanos(PAUSE_NANOS);
            refusal = refusal();
        }
    }

    private Optional<String> refusal() {
        var running = node;
        return running == null ? Optional.empty() : running.refusal();
    }

    /** Says that the command has done what it was started for; a signal from now on is its usual end. */
    void done() {
        done = true;
    }

    /** Returns when the node has been closed by the command itself; a signal ends the process before that. */
    void untilEnded() {
        try {
            ended.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void stopAndExit() {
        if (!closing.compareAndSet(false, true)) {
            untilEnded();
            return;
        }
        if (node == null && temporary == null) {
            return;
        }
        awaitStart();
        release();
        LOG.info("stopped");
        Runtime.getRuntime().halt(done ? ExitCode.DONE : INTERRUPTED);
    }

    /** A folder deleted under a Kafka that starts would make it complain, and write some of it again. */
    private void awaitStart() {
        try {
            if (!startEnded.await(START_MAX.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.warn("stopped before it had started");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        if (closing.compareAndSet(false, true)) {
            try {
                release();
            } finally {
                ended.countDown();
            }
        } else {
            untilEnded();
        }
    }

    private void release() {
        var running = node;
        if (running != null) {
            running.close();
        }
        if (temporary != null) {
            try {
                TemporaryFolder.delete(temporary);
            } catch (IOException e) {
                LOG.error("the temporary folder is left behind: folder={} error={}", temporary, e.toString());
            }
        }
    }
}
