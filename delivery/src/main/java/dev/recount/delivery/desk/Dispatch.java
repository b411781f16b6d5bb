package dev.recount.delivery.desk;

import dev.recount.alert.Incident;
import dev.recount.alert.Level;
import dev.recount.delivery.card.Card;
import dev.recount.delivery.card.Surroundings;
import dev.recount.delivery.channel.Channel;
import dev.recount.delivery.channel.Message;
import dev.recount.delivery.outage.Outage;
import dev.recount.delivery.paging.Page;
import dev.recount.delivery.paging.Pending;
import dev.recount.delivery.retry.Verdict;
import dev.recount.delivery.send.Sender;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes messages of pages, has workers carry them, and brings what comes of it back to the desk's thread. */
public final class Dispatch {

    private static final Logger LOG = LoggerFactory.getLogger(Dispatch.class);

    /**
     * What messages are made of, and how they go out.
     *
     * @param base the address under which people reach Recount; asked when a message is made
     */
    public record Ways(Sender sender, Surroundings surroundings, Supplier<URI> base, Clock clock) {

        /** Where people read about an incident. */
        URI link(String incidentId) {
            var address = base.get().toString();
            return URI.create((address.endsWith("/") ? address : address + "/") + "#" + incidentId);
        }
    }

    /** Is told on the desk's thread what came of a message that a worker had. */
    interface Conclusions {
        /** It was tried. */
        void concluded(Page page, Pending pending, Channel channel, Instant begun, Verdict verdict);

        /** It was not, because its target asked meanwhile to be left alone. */
        void held(Page page);
    }

    private final Ways ways;
    private final Executor desk;
    private final Workers workers;
    private final Conclusions conclusions;
    private final Set<String> underway = new HashSet<>();
    private final Throttles throttles = new Throttles();
    private long jobs;

    Dispatch(Ways ways, Executor desk, Workers workers, Conclusions conclusions) {
        this.ways = ways;
        this.desk = desk;
        this.workers = workers;
        this.conclusions = conclusions;
    }

    /** Whether a message of the page is with a worker. */
    boolean isUnderway(Page page) {
        return underway.contains(page.id());
    }

    /** When the message may go out: {@code now}, or once its target may be asked again. */
    Instant opens(Channel channel, Pending pending, Instant now) {
        return throttles.opens(channel, pending, now);
    }

    void send(Page page, Pending pending, Channel channel) {
        underway.add(page.id());
        var severity = pending.incident().severity();
        var job = new Workers.Job(severity, pending.page(), jobs++, () -> attempt(page, pending, channel));
        workers.submit(channel.name(), job);
    }

    /** Says again what stands there, behind everything else: no attempt, so there is no receipt and no other try. */
    void remind(Page page, Pending reminder, Channel channel, Consumer<Verdict> then) {
        underway.add(page.id());
        Runnable work = () -> {
            var now = ways.clock().instant();
            var verdict = opens(channel, reminder, now).isAfter(now)
                    ? new Verdict.Later("it asked to be left alone", null)
                    : verdict(page, reminder, channel);
            throttles.heed(channel, verdict, now);
            back(page, () -> then.accept(verdict));
        };
        workers.submit(channel.name(), new Workers.Job(Level.INFORMATIONAL, false, jobs++, work));
    }

    /** On a worker's thread. */
    private void attempt(Page page, Pending pending, Channel channel) {
        var begun = ways.clock().instant();
        if (opens(channel, pending, begun).isAfter(begun)) {
            back(page, () -> conclusions.held(page));
            return;
        }
        var verdict = verdict(page, pending, channel);
        throttles.heed(channel, verdict, ways.clock().instant());
        back(page, () -> conclusions.concluded(page, pending, channel, begun, verdict));
    }

    private void back(Page page, Runnable conclusion) {
        try {
            desk.execute(() -> {
                underway.remove(page.id());
                conclusion.run();
            });
        } catch (RejectedExecutionException e) {
            LOG.warn("outcome not kept, the process has stopped: channel={} page={}", page.channel(), page.id());
        }
    }

    private Verdict verdict(Page page, Pending pending, Channel channel) {
        try {
            return ways.sender().send(channel, message(page, pending));
        } catch (RuntimeException e) {
            LOG.error("attempt failed: channel={} messageId={}", channel.name(), pending.messageId(), e);
            return new Verdict.Later("internal error", null);
        }
    }

    Message message(Page page, Pending pending) {
        var incident = pending.incident();
        return new Message(
                pending.messageId(),
                pending.type(),
                page.key(),
                incident,
                card(incident, pending.folded()),
                pending.page(),
                pending.createdAt(),
                pending.failure());
    }

    private Card card(Incident incident, long folded) {
        if (Outage.isOne(incident)) {
            return Outage.card(incident, folded, ways.link(""));
        }
        return Card.of(incident, ways.surroundings().revokeFirst(incident), folded, ways.link(incident.id()));
    }
}
