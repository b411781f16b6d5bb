package dev.recount.query.stream;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;

/** Hands each message to every subscription, and keeps the latest for those who come back. Thread-safe. */
public final class AlertFeed {

    private final int keptMax;
    private final int queuedMax;
    private final Deque<AlertMessage> kept = new ArrayDeque<>();
    private final Set<Subscription> subscriptions = new LinkedHashSet<>();
    private long floor;
    private long end;

    /**
     * @param keptMax how many of the latest messages can be resumed from
     * @param queuedMax how many messages a listener may be behind before it is cut
     */
    public AlertFeed(int keptMax, int queuedMax) {
        this.keptMax = keptMax;
        this.queuedMax = queuedMax;
    }

    /**
     * Says which messages are about to be published.
     *
     * @param floor offset of the first
     * @param end offset behind the last that exists now; what comes from there on is new
     */
    public synchronized void open(long floor, long end) {
        this.floor = floor;
        this.end = end;
        kept.clear();
    }

    /** Hands on a message; offsets only grow. */
    public synchronized void publish(AlertMessage message) {
        kept.addLast(message);
        if (kept.size() > keptMax) {
            floor = kept.removeFirst().offset() + 1;
        }
        end = Math.max(end, message.offset() + 1);
        subscriptions.removeIf(subscription -> !subscription.offer(message));
    }

    /**
     * Begins to listen.
     *
     * @param last offset of the last message that was received, to go on behind it; none to hear only what is new
     */
    public synchronized Subscription subscribe(OptionalLong last) {
        boolean gap = last.isPresent() && (last.getAsLong() + 1 < floor || last.getAsLong() >= end);
        long from = last.isPresent() && !gap ? last.getAsLong() + 1 : end;
        var subscription = new Subscription(from, gap, queuedMax + kept.size(), this::unsubscribe);
        backlog(from).forEach(subscription::offer);
        subscriptions.add(subscription);
        return subscription;
    }

    private List<AlertMessage> backlog(long from) {
        var backlog = new ArrayList<AlertMessage>();
        for (AlertMessage message : kept) {
            if (message.offset() >= from) {
                backlog.add(message);
            }
        }
        return backlog;
    }

    private synchronized void unsubscribe(Subscription subscription) {
        subscriptions.remove(subscription);
    }

    /** How many listen. */
    public synchronized int listeners() {
        return subscriptions.size();
    }

    /** Ends every subscription. */
    public synchronized void close() {
        List.copyOf(subscriptions).forEach(Subscription::close);
    }
}
