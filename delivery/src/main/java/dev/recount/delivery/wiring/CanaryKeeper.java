package dev.recount.delivery.wiring;

import dev.recount.alert.Alert;
import dev.recount.alert.Incident;
import dev.recount.alert.IncidentStatus;
import dev.recount.delivery.canary.CanaryEvents;
import dev.recount.delivery.canary.CanaryIncident;
import dev.recount.delivery.canary.CanaryResult;
import dev.recount.delivery.canary.CanaryRule;
import dev.recount.delivery.canary.CanaryRun;
import dev.recount.delivery.canary.CanaryWatch;
import dev.recount.delivery.desk.Receipts;
import dev.recount.delivery.http.CanaryReads;
import dev.recount.runtime.health.Check;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends canaries while this instance delivers, so that there is one sender however many instances there are. Every method
 * but {@link #check} and {@link #answered} runs on the canary's own thread.
 */
final class CanaryKeeper {

    private static final Logger LOG = LoggerFactory.getLogger(CanaryKeeper.class);

    /** The first one waits until a process that has just started is warm. */
    private static final Duration FIRST_AFTER = Duration.ofSeconds(20);

    /** How far back an arrival is looked for: a month of canaries, five minutes apart. */
    private static final int REMEMBERED_MAX = 10_000;

    /** What the keeper is wired to. */
    record Outside(
            CanaryDoor door,
            CanaryListener desk,
            Receipts receipts,
            CanaryReads history,
            CanaryMeasures measures,
            Clock clock) {}

    /** The desk, as the canary needs it. */
    interface CanaryListener {

        /** Does everything that it would do to tell people of an incident, except telling them. */
        void rehearse(Incident incident) throws InterruptedException;

        /** Tells people that detection is silent. */
        void silent(Incident silence);

        /** Tells them that it answers again, if they were told that it was silent. */
        void answering(Instant now);
    }

    private final Duration interval;
    private final Outside outside;
    private final ScheduledExecutorService thread;
    private volatile @Nullable CanaryWatch watch;

    /** @param interval from one canary to the next */
    CanaryKeeper(Duration interval, Outside outside, ScheduledExecutorService thread) {
        this.interval = interval;
        this.outside = outside;
        this.thread = thread;
    }

    /** This instance delivers from now on, and so sends canaries. */
    void begin() {
        var now = outside.clock().instant();
        watch = CanaryWatch.begin(interval, now.plus(interval.compareTo(FIRST_AFTER) < 0 ? interval : FIRST_AFTER));
        step();
    }

    /** Another instance does. */
    void end() {
        watch = null;
    }

    /** Does what is due, and comes back when something will be. */
    void step() {
        var at = watch;
        if (at == null) {
            return;
        }
        var step = at.step(outside.clock().instant());
        if (step instanceof CanaryWatch.Step.Send send) {
            watch = remembering(send.next(), send.run());
            send(send.run());
            step();
        } else if (step instanceof CanaryWatch.Step.GiveUp giveUp) {
            watch = giveUp.next();
            concluded(at, giveUp.result());
            step();
        } else if (step instanceof CanaryWatch.Step.Wait wait) {
            long millis = Duration.between(outside.clock().instant(), wait.at()).toMillis() + 1;
            var unused = thread.schedule(() -> again(at), millis, TimeUnit.MILLISECONDS);
        }
    }

    /** Unless something else came first, which looks ahead by itself. */
    private void again(CanaryWatch before) {
        if (before.equals(watch)) {
            step();
        }
    }

    /** Asks the log until something is known, so that a silence that outlasts a restart is told once. */
    private CanaryWatch remembering(CanaryWatch next, CanaryRun run) {
        if (next.silentSince() != null) {
            return next;
        }
        try {
            var before = Optional.of(run.sentAt());
            var past = outside.history().results(Optional.empty(), before, 1);
            return past.isEmpty() || past.get(0).outcome().arrived()
                    ? next.remembering(past)
                    : next.remembering(outside.history().results(Optional.empty(), before, REMEMBERED_MAX));
        } catch (RuntimeException e) {
            LOG.warn("canaries of before not known: error={}", e.toString());
            return next;
        }
    }

    private void send(CanaryRun run) {
        try {
            outside.door().send(CanaryEvents.sequence(run));
        } catch (IOException e) {
            take(new CanaryResult(
                    run,
                    CanaryResult.Outcome.REFUSED,
                    outside.clock().instant(),
                    null,
                    String.valueOf(e.getMessage())));
        }
    }

    /** An alert was read from the topic, on whatever thread reads it. */
    void answered(Alert alert) {
        var id = CanaryRule.answers(alert);
        if (id.isPresent() && watch != null) {
            try {
                outside.desk().rehearse(CanaryIncident.rehearsed(alert));
                var at = outside.clock().instant();
                thread.execute(() -> answered(id.get(), alert.id(), at));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (RuntimeException e) {
                LOG.warn("canary not rehearsed: id={}", id.get(), e);
                thread.execute(() -> refused(id.get(), String.valueOf(e.getCause() == null ? e : e.getCause())));
            }
        }
    }

    /** The desk cannot do its work, so people would not be told: the canary has not arrived. */
    private void refused(String id, String why) {
        var asked = watch;
        if (asked != null) {
            asked.refused(id, "the desk: " + why, outside.clock().instant()).ifPresent(result -> {
                take(result);
                step();
            });
        }
    }

    private void answered(String id, String alertId, Instant at) {
        var asked = watch;
        if (asked != null) {
            asked.answered(id, alertId, at).ifPresent(result -> {
                take(result);
                step();
            });
        }
    }

    private void take(CanaryResult result) {
        var before = watch;
        if (before != null) {
            watch = before.after(result);
            concluded(before, result);
        }
    }

    private void concluded(CanaryWatch before, CanaryResult result) {
        outside.receipts().record(CanaryEvents.receipt(result));
        outside.measures().concluded(result);
        var now = outside.clock().instant();
        var after = watch;
        if (result.outcome().arrived()) {
            outside.desk().answering(now);
            return;
        }
        LOG.warn(
                "canary lost: id={} outcome={}",
                result.run().id(),
                result.outcome().wire());
        boolean isWorthTelling = before.losses() < CanaryIncident.LOSSES_TOLD;
        if (isWorthTelling
                && after != null
                && after.losses() >= CanaryIncident.LOSSES_TOLD
                && after.silentSince() != null) {
            outside.desk().silent(CanaryIncident.of(after.silentSince(), IncidentStatus.OPEN, now));
        }
    }

    /** Whether detection answers, as far as this instance knows. */
    Check check() {
        var now = watch;
        return now == null
                ? Check.up()
                : now.fault(outside.clock().instant()).map(Check::down).orElseGet(Check::up);
    }
}
