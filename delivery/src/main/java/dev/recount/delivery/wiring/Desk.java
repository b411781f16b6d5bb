package dev.recount.delivery.wiring;

import dev.recount.alert.Incident;
import dev.recount.alert.IncidentStatus;
import dev.recount.delivery.canary.CanaryIncident;
import dev.recount.delivery.card.Card;
import dev.recount.delivery.card.Surroundings;
import dev.recount.delivery.channel.Channel;
import dev.recount.delivery.channel.Closed;
import dev.recount.delivery.channel.Message;
import dev.recount.delivery.file.AlertsFile;
import dev.recount.delivery.paging.Attempt;
import dev.recount.delivery.paging.Page;
import dev.recount.delivery.paging.Paging;
import dev.recount.delivery.paging.Pending;
import dev.recount.delivery.paging.Receipt;
import dev.recount.delivery.paging.Step;
import dev.recount.delivery.retry.Verdict;
import dev.recount.delivery.send.Sender;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Owns every page. What it is told of (incidents, outcomes of attempts, time) it takes in on one thread, asks
 * {@link Paging} what to do, keeps the answer and hands messages to the workers. Every method but the constructor runs on
 * that thread.
 */
final class Desk {

    private static final Logger LOG = LoggerFactory.getLogger(Desk.class);

    /** After so many failed attempts another channel is told that this one cannot be reached. */
    private static final long ATTEMPTS_BEFORE_NOTICE = 2;

    /** What the desk is wired to. */
    record Outside(
            Ledger ledger,
            Sender sender,
            Receipts receipts,
            Surroundings surroundings,
            Supplier<URI> base,
            Clock clock,
            DoubleSupplier random,
            Measures measures) {}

    /** Where decisions are kept. */
    interface Ledger {
        void keep(Page page);

        void keep(Closed closed);
    }

    private final Outside outside;
    private final ScheduledExecutorService thread;
    private final Workers workers;
    private final PageTable pages = new PageTable();
    private final Map<String, Closed> closed = new HashMap<>();
    private final Set<String> underway = new HashSet<>();
    private AlertsFile file = AlertsFile.NONE;
    private boolean delivering;
    private long jobs;

    Desk(Outside outside, ScheduledExecutorService thread, Workers workers) {
        this.outside = outside;
        this.thread = thread;
        this.workers = workers;
    }

    /** From now on this file holds. What waits for a channel is looked at again. */
    void use(AlertsFile now) {
        file = now;
        if (delivering) {
            pages.all().forEach(this::step);
        }
    }

    AlertsFile file() {
        return file;
    }

    /** Whether this instance delivers; when it begins, it goes on with whatever was left undone. */
    void deliver(boolean now) {
        delivering = now;
        if (now) {
            pages.all().forEach(this::step);
        }
    }

    /** Takes in what the topic says, which may have been decided by another instance. */
    void learn(Page page) {
        if (pages.put(page) && delivering) {
            step(page);
        }
    }

    void learn(Closed now) {
        closed.put(now.channel(), now);
    }

    /** Takes in an incident. */
    void take(Incident incident) {
        List<String> owners = teams(incident);
        var routed = file.routing().channels(incident, owners);
        for (Channel channel : file.channels()) {
            pages.page(incident.id(), incident.id() + "/" + channel.name())
                    .map(page -> Paging.accept(page, incident))
                    .orElseGet(() -> routed.contains(channel.name())
                            ? Optional.of(begun(incident, channel.name()))
                            : Optional.empty())
                    .ifPresent(this::keepAndStep);
        }
    }

    /** Does all that telling somebody of {@code incident} takes, up to the finished card, and tells nobody. */
    Card rehearse(Incident incident) {
        var now = outside.clock().instant();
        var owners = teams(incident);
        var routed = file.routing().channels(incident, owners);
        var step = Paging.next(Paging.begin(incident, "rehearsal"), now, routed.isEmpty(), now);
        if (step instanceof Step.Say say && say.page().pending() != null) {
            return message(say.page(), say.page().pending()).card();
        }
        throw new IllegalStateException("nothing would be said of " + incident.id());
    }

    /** Detection answers again: pages that said that it was silent end. */
    void answering(Instant now) {
        pages.all().stream()
                .map(Page::incident)
                .filter(incident -> CanaryIncident.isOne(incident) && incident.status() == IncidentStatus.OPEN)
                .distinct()
                .forEach(silence -> take(CanaryIncident.of(silence.openedAt(), IncidentStatus.RESOLVED, now)));
    }

    private Page begun(Incident incident, String channel) {
        var former = pages.former(incident, channel);
        former.ifPresent(page -> keep(Paging.inherited(page, incident.id())));
        return former.map(page -> Paging.inherit(incident, page)).orElseGet(() -> Paging.begin(incident, channel));
    }

    List<Page> pages(String incidentId) {
        return pages.pages(incidentId);
    }

    /** What a channel's target said about wanting no more; null while it is open. */
    @Nullable
    Closed closed(Channel channel) {
        var known = closed.get(channel.name());
        return known != null && known.closes(channel) ? known : null;
    }

    /** Opens a channel again that its target had closed. */
    void reopen(Channel channel) {
        if (closed(channel) != null) {
            keep(new Closed(channel.name(), channel.fingerprint(), null, "open again"));
        }
    }

    /** Says a page again. */
    void resend(Page page) {
        keepAndStep(Paging.resend(page, outside.clock().instant()));
    }

    private void keepAndStep(Page page) {
        keep(page);
        step(page);
    }

    private void keep(Page page) {
        pages.put(page);
        outside.ledger().keep(page);
    }

    private void keep(Closed now) {
        closed.put(now.channel(), now);
        outside.ledger().keep(now);
    }

    private void step(Page page) {
        var channel = file.channel(page.channel()).orElse(null);
        if (channel == null || !delivering || underway.contains(page.id())) {
            return;
        }
        var now = outside.clock().instant();
        var step = Paging.next(page, now, channel.updatesInPlace(), openAt(page, now));
        if (step instanceof Step.Say say) {
            keepAndStep(say.page());
        } else if (step instanceof Step.Wait wait && wait.at().isAfter(now)) {
            long millis = Duration.between(now, wait.at()).toMillis() + 1;
            var unused = thread.schedule(() -> again(page), millis, TimeUnit.MILLISECONDS);
        } else if (page.pending() != null) {
            send(page, page.pending(), channel);
        }
    }

    private void again(Page page) {
        pages.page(page.incidentId(), page.id())
                .filter(known -> known.revision() == page.revision())
                .ifPresent(this::step);
    }

    private Instant openAt(Page page, Instant now) {
        return file.routing().openAt(page.channel(), page.incident(), teams(page.incident()), now);
    }

    private List<String> teams(Incident incident) {
        return file.routing().asksForTeams() ? outside.surroundings().teams(incident) : List.of();
    }

    private void send(Page page, Pending pending, Channel channel) {
        var shut = closed(channel);
        if (shut != null) {
            concluded(page, pending, channel, outside.clock().instant(), new Verdict.Refused(shut.why()));
            return;
        }
        underway.add(page.id());
        var severity = pending.incident().severity();
        var job = new Workers.Job(severity, pending.page(), jobs++, () -> attempt(page, pending, channel));
        workers.submit(channel.name(), job);
    }

    /** On a worker's thread. */
    private void attempt(Page page, Pending pending, Channel channel) {
        var begun = outside.clock().instant();
        Verdict verdict;
        try {
            verdict = outside.sender().send(channel, message(page, pending));
        } catch (RuntimeException e) {
            LOG.error("attempt failed: channel={} messageId={}", channel.name(), pending.messageId(), e);
            verdict = new Verdict.Later("internal error", null);
        }
        var outcome = verdict;
        thread.execute(() -> {
            underway.remove(page.id());
            var now = pages.page(page.incidentId(), page.id()).orElse(page);
            concluded(now, pending, channel, begun, outcome);
        });
    }

    private Message message(Page page, Pending pending) {
        var incident = pending.incident();
        var revoke = outside.surroundings().revokeFirst(incident);
        var card = Card.of(incident, revoke, pending.folded(), link(incident.id()));
        return new Message(
                pending.messageId(),
                pending.type(),
                page.key(),
                incident,
                card,
                pending.page(),
                pending.createdAt(),
                pending.failure());
    }

    URI link(String incidentId) {
        return outside.base().get().resolve("/#" + incidentId);
    }

    private void concluded(Page page, Pending pending, Channel channel, Instant begun, Verdict verdict) {
        var now = outside.clock().instant();
        var left = left(pending, channel, verdict, now);
        var outcome = verdict instanceof Verdict.Delivered
                ? Attempt.Outcome.DELIVERED
                : left == null ? Attempt.Outcome.FAILED : Attempt.Outcome.RETRIED;
        var attempt = new Attempt(
                pending.messageId(), pending.type(), begun, pending.attempts() + 1, outcome, verdict.detail());
        outside.receipts().record(Receipt.of(page, channel.type(), attempt, now));
        outside.measures().attempted(channel, pending, outcome, now);
        if (verdict instanceof Verdict.Gone) {
            keep(new Closed(channel.name(), channel.fingerprint(), now, verdict.detail()));
        }
        if (outcome == Attempt.Outcome.FAILED
                || (outcome == Attempt.Outcome.RETRIED && attempt.number() == ATTEMPTS_BEFORE_NOTICE)) {
            LOG.warn(
                    "not delivered: channel={} messageId={} error={}",
                    channel.name(),
                    pending.messageId(),
                    verdict.detail());
            notice(page, channel, verdict.detail(), now);
        }
        keepAndStep(Paging.tried(page, attempt, left));
    }

    private @Nullable Pending left(Pending pending, Channel channel, Verdict verdict, Instant now) {
        if (!(verdict instanceof Verdict.Later later)) {
            return null;
        }
        return channel.schedule()
                .after(pending.attempts() + 1, later.after(), outside.random().getAsDouble())
                .map(delay -> pending.retriedAt(now.plus(delay)))
                .orElse(null);
    }

    /** Tells the next channel in the file that this one could not be told; each is asked once. */
    private void notice(Page failed, Channel channel, String why, Instant now) {
        var names = file.channels().stream().map(Channel::name).toList();
        int at = names.indexOf(channel.name());
        for (int i = 1; i < names.size(); i++) {
            var next = file.channels().get((at + i) % names.size());
            var origin = failed.about() == null ? channel.name() : failed.about();
            if (closed(next) == null && !next.name().equals(origin)) {
                var notice = Paging.failureNotice(failed, next.name(), channel.name() + ": " + why, now);
                if (pages.page(notice.incidentId(), notice.id()).isEmpty()) {
                    keepAndStep(notice);
                    return;
                }
            }
        }
    }
}
