package dev.recount.delivery.canary;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * When a canary is sent, how long it is waited for, and what its absence means. One is under way at a time. Immutable: each
 * step gives the watch that follows.
 *
 * @param interval from one canary to the next
 * @param patience how long an answer is waited for, and the next one held back
 * @param due when the next one is sent
 * @param open the one under way
 * @param lost the last one that did not arrive, until one does
 * @param silentSince since when nothing arrived: the last arrival, or else the first that was lost
 * @param losses how many in a row did not arrive
 */
public record CanaryWatch(
        Duration interval,
        Duration patience,
        Instant due,
        @Nullable CanaryRun open,
        @Nullable CanaryRun lost,
        @Nullable Instant silentSince,
        int losses) {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** Begins with a canary at {@code first}. */
    public static CanaryWatch begin(Duration interval, Instant first) {
        return new CanaryWatch(interval, PATIENCE, first, null, null, null, 0);
    }

    /**
     * The same watch, which knows what became of canaries before it began: a silence that goes on is the same silence.
     *
     * @param past latest first, at least as far as the last arrival
     */
    public CanaryWatch remembering(List<CanaryResult> past) {
        Instant since = null;
        int missed = 0;
        for (CanaryResult result : past) {
            if (result.outcome().arrived()) {
                since = result.at();
                break;
            }
            since = result.run().sentAt();
            missed++;
        }
        var last = missed == 0 ? null : past.get(0).run();
        return new CanaryWatch(interval, patience, due, open, last, since, missed);
    }

    /** What is to be done now. */
    public sealed interface Step {

        /** Nothing before {@code at}. */
        record Wait(Instant at) implements Step {}

        /** Send {@code run}; {@code next} knows of it. */
        record Send(CanaryRun run, CanaryWatch next) implements Step {}

        /** It did not arrive in time; {@code next} knows that. */
        record GiveUp(CanaryResult result, CanaryWatch next) implements Step {}
    }

    /** What is to be done at {@code now}. */
    public Step step(Instant now) {
        if (open != null) {
            var until = open.sentAt().plus(patience);
            return now.isBefore(until)
                    ? new Step.Wait(until)
                    : new Step.GiveUp(
                            new CanaryResult(open, CanaryResult.Outcome.MISSING, now, null, null), losing(open));
        }
        if (now.isBefore(due)) {
            return new Step.Wait(due);
        }
        var run = CanaryRun.at(now);
        return new Step.Send(
                run, new CanaryWatch(interval, patience, now.plus(interval), run, lost, silentSince, losses));
    }

    private CanaryWatch losing(CanaryRun run) {
        var since = silentSince == null ? run.sentAt() : silentSince;
        return new CanaryWatch(interval, patience, due, null, run, since, losses + 1);
    }

    /** The watch after {@code result}. */
    public CanaryWatch after(CanaryResult result) {
        boolean current = result.run().equals(open);
        if (!result.outcome().arrived()) {
            return current ? losing(result.run()) : this;
        }
        return new CanaryWatch(interval, patience, due, current ? null : open, null, result.at(), 0);
    }

    /** What an answer means; empty when nothing was asked, or it is known. Whole milliseconds, as receipts tell them. */
    public Optional<CanaryResult> answered(String id, String alertId, Instant now) {
        var at = now.truncatedTo(ChronoUnit.MILLIS);
        if (open != null && open.id().equals(id)) {
            return Optional.of(new CanaryResult(open, CanaryResult.Outcome.ANSWERED, at, alertId, null));
        }
        return lost != null && lost.id().equals(id)
                ? Optional.of(new CanaryResult(lost, CanaryResult.Outcome.LATE, at, alertId, null))
                : Optional.empty();
    }

    /** What it means that the desk could make no message of an answer; empty when nothing was asked, or it is known. */
    public Optional<CanaryResult> refused(String id, String why, Instant now) {
        return open != null && open.id().equals(id)
                ? Optional.of(new CanaryResult(open, CanaryResult.Outcome.REFUSED, now, null, why))
                : Optional.empty();
    }

    /** Why detection cannot be relied on; empty while it answers, or so few are lost that nobody is told. */
    public Optional<String> fault(Instant now) {
        if (losses < CanaryIncident.LOSSES_TOLD || silentSince == null) {
            return Optional.empty();
        }
        return Optional.of("detection has not answered for " + words(Duration.between(silentSince, now)));
    }

    private static String words(Duration silence) {
        return silence.toMinutes() >= 2 ? silence.toMinutes() + " minutes" : silence.toSeconds() + " seconds";
    }
}
