package dev.recount.delivery.wiring;

import dev.recount.alert.Incident;
import dev.recount.alert.IncidentStatus;
import dev.recount.delivery.canary.CanaryIncident;
import dev.recount.delivery.channel.Channel;
import dev.recount.delivery.channel.Closed;
import dev.recount.delivery.channel.Message;
import dev.recount.delivery.file.AlertsFile;
import dev.recount.delivery.paging.Conclusion;
import dev.recount.delivery.paging.Page;
import dev.recount.delivery.paging.Paging;
import dev.recount.delivery.paging.Pending;
import dev.recount.delivery.paging.Receipt;
import dev.recount.delivery.paging.Step;
import dev.recount.delivery.retry.Verdict;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Owns every page. What it is told of (incidents, outcomes of attempts, time) it takes in on one thread, asks
 * {@link Paging} what to do, keeps the answer and hands messages to {@link Dispatch}. Every method but the constructor runs
 * on that thread.
 */
final class Desk {

    private static final Logger LOG = LoggerFactory.getLogger(Desk.class);

    /** Pages of incidents that did not change for so long are left to the log. */
    static final Duration KEPT = Duration.ofDays(30);

    /** What the desk is wired to. */
    record Outside(Ledger ledger, Dispatch.Ways ways, Receipts receipts, DoubleSupplier random, Measures measures) {}

    /** Where decisions are kept. */
    interface Ledger {
        void keep(Page page);

        void keep(Closed closed);

        /** What was kept of an incident that the desk no longer holds. */
        List<Page> kept(String incidentId);
    }

    private final Outside outside;
    private final ScheduledExecutorService thread;
    private final Dispatch dispatch;
    private final PageTable pages = new PageTable();
    private final Closures closures = new Closures();
    private AlertsFile file = AlertsFile.NONE;
    private boolean delivering;

    Desk(Outside outside, ScheduledExecutorService thread, Workers workers) {
        this.outside = outside;
        this.thread = thread;
        this.dispatch = new Dispatch(outside.ways(), thread, workers, this::concluded);
    }

    /** From now on this file holds. What waits for a channel is looked at again. */
    void use(AlertsFile now) {
        file = now;
        lookAgain();
    }

    AlertsFile file() {
        return file;
    }

    /** Whether this instance delivers; when it begins, it goes on with whatever was left undone. */
    void deliver(boolean now) {
        delivering = now;
        lookAgain();
    }

    private void lookAgain() {
        if (delivering) {
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
        closures.put(now);
    }

    /** Takes in an incident. */
    void take(Incident incident) {
        if (pages.isRetired(incident.id())) {
            if (incident.updatedAt().isBefore(horizon())) {
                return;
            }
            outside.ledger().kept(incident.id()).forEach(pages::put);
        }
        var routed = file.routing().channels(incident, teams(incident));
        for (Channel channel : file.channels()) {
            pages.page(incident.id(), incident.id() + "/" + channel.name())
                    .map(page -> Paging.accept(page, incident))
                    .orElseGet(() -> routed.contains(channel.name())
                            ? Optional.of(begun(incident, channel.name()))
                            : Optional.empty())
                    .ifPresent(this::keepAndStep);
        }
    }

    private Page begun(Incident incident, String channel) {
        var former = pages.former(incident, channel);
        former.ifPresent(page -> keep(Paging.inherited(page, incident.id())));
        return former.map(page -> Paging.inherit(incident, page)).orElseGet(() -> Paging.begin(incident, channel));
    }

    /** Leaves to the log what is over and old. */
    void retire() {
        pages.retire(horizon());
    }

    boolean isRetired(String incidentId) {
        return pages.isRetired(incidentId);
    }

    private Instant horizon() {
        return now().minus(KEPT);
    }

    /** Does all that telling somebody of {@code incident} takes, up to the finished message, and tells nobody. */
    Message rehearse(Incident incident) {
        var routed = file.routing().channels(incident, teams(incident));
        var now = now();
        var step = Paging.next(Paging.begin(incident, "rehearsal"), now, routed.isEmpty(), now);
        if (step instanceof Step.Say say && say.page().pending() != null) {
            return dispatch.message(say.page(), say.page().pending());
        }
        throw new IllegalStateException("nothing would be said of " + incident.id());
    }

    /** Detection answers again: pages that said that it was silent end. */
    void answering(Instant at) {
        pages.all().stream()
                .map(Page::incident)
                .filter(incident -> CanaryIncident.isOne(incident) && incident.status() == IncidentStatus.OPEN)
                .distinct()
                .forEach(silence -> take(CanaryIncident.of(silence.openedAt(), IncidentStatus.RESOLVED, at)));
    }

    List<Page> pages(String incidentId) {
        return pages.pages(incidentId);
    }

    /** What a channel's target said about wanting no more; null while it is open. */
    @Nullable
    Closed closed(Channel channel) {
        return closures.of(channel);
    }

    /** Opens a channel again that its target had closed. */
    void reopen(Channel channel) {
        if (closed(channel) != null) {
            keep(new Closed(channel.name(), channel.fingerprint(), null, "open again"));
        }
    }

    /** Says a page again. */
    void resend(Page page) {
        keepAndStep(Paging.resend(page, now()));
    }

    URI link(String incidentId) {
        return dispatch.link(incidentId);
    }

    private Instant now() {
        return outside.ways().clock().instant();
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
        closures.put(now);
        outside.ledger().keep(now);
    }

    private void step(Page page) {
        var channel = file.channel(page.channel()).orElse(null);
        if (channel == null || !delivering || dispatch.isUnderway(page)) {
            return;
        }
        var now = now();
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
        return file.routing().asksForTeams() ? outside.ways().surroundings().teams(incident) : List.of();
    }

    private void send(Page page, Pending pending, Channel channel) {
        var shut = closed(channel);
        if (shut == null) {
            dispatch.send(page, pending, channel);
        } else {
            concluded(page, pending, channel, now(), new Verdict.Refused(shut.why()));
        }
    }

    private void concluded(Page tried, Pending pending, Channel channel, Instant begun, Verdict verdict) {
        var now = now();
        var page = pages.page(tried.incidentId(), tried.id()).orElse(tried);
        double random = outside.random().getAsDouble();
        var conclusion = Conclusion.of(pending, channel.schedule(), verdict, begun, now, random);
        var attempt = conclusion.attempt();
        outside.receipts().record(Receipt.of(page, channel.type(), attempt, now));
        outside.measures().attempted(channel, pending, attempt.outcome(), now);
        if (verdict instanceof Verdict.Gone) {
            keep(new Closed(channel.name(), channel.fingerprint(), now, verdict.detail()));
        }
        if (conclusion.isWorthNotice()) {
            LOG.warn(
                    "not delivered: channel={} messageId={} error={}",
                    channel.name(),
                    pending.messageId(),
                    verdict.detail());
            Notices.about(page, verdict.detail(), file.channels(), next -> closed(next) == null, this::isKnown, now)
                    .ifPresent(this::keepAndStep);
        }
        keepAndStep(Paging.tried(page, attempt, conclusion.left()));
    }

    private boolean isKnown(Page page) {
        return pages.page(page.incidentId(), page.id()).isPresent();
    }
}
