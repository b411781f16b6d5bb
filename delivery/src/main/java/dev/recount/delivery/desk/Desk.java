package dev.recount.delivery.desk;

import dev.recount.alert.Incident;
import dev.recount.alert.IncidentStatus;
import dev.recount.delivery.canary.CanaryIncident;
import dev.recount.delivery.channel.Channel;
import dev.recount.delivery.channel.Closed;
import dev.recount.delivery.channel.Message;
import dev.recount.delivery.file.AlertsFile;
import dev.recount.delivery.paging.Page;
import dev.recount.delivery.paging.Paging;
import dev.recount.delivery.paging.Pending;
import dev.recount.delivery.paging.Step;
import dev.recount.delivery.retry.Verdict;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Owns every page. What it is told of (incidents, outcomes of attempts, time) it takes in on one thread, asks
 * {@link Paging} what to do, keeps the answer and hands messages to {@link Dispatch}. Every method but the constructor runs
 * on that thread.
 */
public final class Desk {

    /**
     * What the desk is wired to.
     *
     * @param ledger where decisions are kept
     * @param random 0 to 1
     */
    public record Outside(
            Ledger ledger, Dispatch.Ways ways, Receipts receipts, DoubleSupplier random, Measures measures) {}

    private final Dispatch.Ways ways;
    private final Attempts attempts = new Attempts();
    private final Timers timers;
    private final Dispatch dispatch;
    private final PageBook pages;
    private final Closures closures;
    private final Notices notices;
    private final Outcomes outcomes;
    private final Reminders reminders;
    private Audience audience;
    private boolean delivering;

    /** @param thread the one that everything else runs on */
    public Desk(Outside outside, ScheduledExecutorService thread, Workers workers) {
        this.ways = outside.ways();
        this.timers = new Timers(thread);
        this.dispatch = new Dispatch(ways, thread, workers, attempts);
        this.pages = new PageBook(new PageTable(outside.measures()), outside.ledger());
        this.reminders = new Reminders(pages, dispatch, ways.clock(), this::step);
        this.closures = new Closures(outside.ledger());
        this.notices = new Notices(pages, closures);
        this.outcomes = new Outcomes(outside, pages, closures, notices);
        this.audience = new Audience(AlertsFile.NONE, ways.surroundings());
    }

    /** From now on this file holds. What waits for a channel is looked at again. */
    public void use(AlertsFile now) {
        audience = new Audience(now, ways.surroundings());
        lookAgain();
    }

    AlertsFile file() {
        return audience.file();
    }

    /** Whether this instance delivers; when it begins, it goes on with whatever was left undone. */
    public void deliver(boolean now) {
        delivering = now;
        if (!now) {
            reminders.stop();
        }
        lookAgain();
    }

    private void lookAgain() {
        if (delivering) {
            notices.without(file(), now()).forEach(this::keepAndStep);
            pages.all().forEach(this::step);
        }
    }

    /** Takes in what the topic says, which may have been decided by another instance. */
    public void learn(Page page) {
        if (pages.learn(page) && delivering) {
            step(page);
        }
    }

    /** Takes in that a channel was closed or opened, maybe by another instance. */
    public void learn(Closed now) {
        closures.learn(now);
    }

    /** Takes in an incident. */
    public void take(Incident incident) {
        if (!pages.recall(incident, now())) {
            return;
        }
        var routed = audience.of(incident);
        for (Channel channel : audience.channels()) {
            pages.page(incident.id(), channel.name())
                    .map(page -> Paging.accept(page, incident))
                    .orElseGet(() -> routed.contains(channel.name())
                            ? Optional.of(pages.begin(incident, channel.name()))
                            : Optional.empty())
                    .ifPresent(this::keepAndStep);
        }
    }

    /** Tells targets that forget what still stands; to be asked for every minute. */
    public void remind() {
        if (delivering) {
            reminders.begin(audience.channels().stream()
                    .filter(channel -> channel.forgets() && closures.isOpen(channel))
                    .toList());
        }
    }

    /** Leaves to the ledger what is over and old. */
    public void retire() {
        pages.retire(now());
    }

    /** Does all that telling somebody of {@code incident} takes, up to the finished message, and tells nobody. */
    public Message rehearse(Incident incident) {
        return Rehearsal.of(incident, audience, dispatch, now());
    }

    /** A rehearsal with a little of everything, for a desk that warms up. */
    public Message rehearse() {
        return rehearse(Rehearsal.INCIDENT);
    }

    /** Detection answers again: pages that said that it was silent end. */
    public void answering(Instant at) {
        pages.all().stream()
                .map(Page::incident)
                .filter(incident -> CanaryIncident.isOne(incident) && incident.status() == IncidentStatus.OPEN)
                .distinct()
                .forEach(silence -> take(CanaryIncident.of(silence.openedAt(), IncidentStatus.RESOLVED, at)));
    }

    /** Every page that is held. */
    PageBook book() {
        return pages;
    }

    /** What a channel's target said about wanting no more; null while it is open. */
    @Nullable
    Closed closed(Channel channel) {
        return closures.of(channel);
    }

    /** A channel takes messages: it is open, and its outage over. */
    void reopen(Channel channel) {
        closures.reopen(channel);
        notices.over(channel.name(), now()).forEach(this::keepAndStep);
    }

    /** Somebody knows of the channel's outage. */
    void acknowledge(String channel, String by) {
        notices.acknowledged(channel, by, now()).forEach(this::keepAndStep);
    }

    /** Whether the page's message waits for a time and not for a worker. */
    boolean isHeld(Page page) {
        return timers.isSet(page.id());
    }

    /** Says a page again. */
    void resend(Page page) {
        keepAndStep(Paging.resend(page, now()));
    }

    private Instant now() {
        return ways.clock().instant();
    }

    private void keepAndStep(Page page) {
        pages.keep(page);
        step(page);
    }

    private void step(Page page) {
        var channel = audience.channel(page.channel()).orElse(null);
        if (!delivering || dispatch.isUnderway(page)) {
            return;
        }
        var now = now();
        if (channel == null) {
            abandon(page, now);
            return;
        }
        var step = Paging.next(page, now, channel.updatesInPlace(), audience.openAt(page, now));
        if (step instanceof Step.Say say) {
            keepAndStep(say.page());
        } else if (step instanceof Step.Wait wait && wait.at().isAfter(now)) {
            lookAgain(page, wait.at(), now);
        } else if (page.pending() != null) {
            send(page, page.pending(), channel, now);
        } else {
            timers.clear(page.id());
        }
    }

    /** A file without any channel is one that somebody has forgotten to name: what waits still waits then. */
    private void abandon(Page page, Instant now) {
        timers.clear(page.id());
        if (page.pending() != null && !audience.channels().isEmpty()) {
            pages.keep(Paging.abandoned(page, "the channel is no longer in the alerts file", now));
        }
    }

    private void lookAgain(Page page, Instant at, Instant now) {
        var incident = page.incidentId();
        var id = page.id();
        timers.set(id, at, now, () -> pages.now(incident, id).ifPresent(this::step));
    }

    private void send(Page page, Pending pending, Channel channel, Instant now) {
        var shut = closures.of(channel);
        if (shut != null) {
            attempts.concluded(page, pending, channel, now, new Verdict.Refused(shut.why()));
            return;
        }
        var opens = dispatch.opens(channel, pending, now);
        if (opens.isAfter(now)) {
            lookAgain(page, opens, now);
            return;
        }
        timers.clear(page.id());
        dispatch.send(page, pending, channel);
    }

    /** What comes back from the workers. */
    private final class Attempts implements Dispatch.Conclusions {
        @Override
        public void concluded(Page tried, Pending pending, Channel channel, Instant begun, Verdict verdict) {
            outcomes.of(tried, pending, channel, begun, verdict, audience.file())
                    .forEach(Desk.this::keepAndStep);
        }

        @Override
        public void held(Page page) {
            pages.now(page).ifPresent(Desk.this::step);
        }
    }
}
