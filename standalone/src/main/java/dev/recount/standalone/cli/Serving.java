package dev.recount.standalone.cli;

import dev.recount.standalone.node.Node;
import java.net.URI;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a node running until the process is told to end (SIGTERM, Ctrl-C), then stops it in order. A process that was
 * asked to stop and did so has succeeded, so it exits 0 and not with the signal's number.
 */
final class Serving implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Serving.class);

    private final Node node;
    private final CountDownLatch ended = new CountDownLatch(1);
    private final AtomicBoolean closed = new AtomicBoolean();

    Serving(Node node) {
        this.node = node;
        Runtime.getRuntime().addShutdownHook(new Thread(this::stopAndExit, "recount-shutdown"));
    }

    URI uri() {
        return node.uri();
    }

    /** Returns when the node has been closed; a signal ends the process before that. */
    void untilEnded() {
        try {
            ended.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void stopAndExit() {
        if (closed.get()) {
            return;
        }
        close();
        LOG.info("stopped");
        Runtime.getRuntime().halt(ExitCode.DONE);
    }

    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            node.close();
            ended.countDown();
        }
    }
}
