package dev.recount.query.stream;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** One listener's queue. A listener that falls too far behind is cut, so that it holds up neither memory nor others. */
public final class Subscription implements AutoCloseable {

    private final long from;
    private final boolean gap;
    private final BlockingQueue<Optional<AlertMessage>> queue;
    private final Consumer<Subscription> onClose;
    private volatile boolean closed;

    Subscription(long from, boolean gap, int queuedMax, Consumer<Subscription> onClose) {
        this.from = from;
        this.gap = gap;
        this.queue = new LinkedBlockingQueue<>(queuedMax);
        this.onClose = onClose;
    }

    /** Whether messages between what was received last and what will come now can no longer be given. */
    public boolean hasGap() {
        return gap;
    }

    /** Whether nothing more will come. */
    public boolean isClosed() {
        return closed;
    }

    /** The next message, or none when none came in time or the subscription has ended. */
    public Optional<AlertMessage> next(Duration atMost) throws InterruptedException {
        if (closed) {
            return Optional.empty();
        }
        var message = queue.poll(atMost.toNanos(), TimeUnit.NANOSECONDS);
        return message == null || closed ? Optional.empty() : message;
    }

    /** Queues a message; false when the listener had to be cut for it. */
    boolean offer(AlertMessage message) {
        if (message.offset() < from) {
            return true;
        }
        if (!closed && queue.offer(Optional.of(message))) {
            return true;
        }
        end();
        return false;
    }

    private void end() {
        closed = true;
        queue.clear();
        queue.offer(Optional.empty());
    }

    @Override
    public void close() {
        end();
        onClose.accept(this);
    }
}
