package dev.recount.standalone.node;

import java.util.ArrayDeque;
import java.util.Deque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a node is made of, in the order in which it was started; closing goes the other way and leaves nothing out. */
final class Parts implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Parts.class);

    private final Deque<AutoCloseable> started = new ArrayDeque<>();

    <P extends AutoCloseable> P add(P part) {
        started.push(part);
        return part;
    }

    @Override
    public void close() {
        while (!started.isEmpty()) {
            var part = started.pop();
            try {
                part.close();
            } catch (Exception e) {
                LOG.warn("not closed cleanly: part={} error={}", part.getClass().getSimpleName(), e.toString());
            }
        }
    }
}
