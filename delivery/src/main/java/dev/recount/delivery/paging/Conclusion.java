package dev.recount.delivery.paging;

import dev.recount.delivery.retry.RetrySchedule;
import dev.recount.delivery.retry.Verdict;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What follows from what a target said to one attempt.
 *
 * @param attempt the attempt, for the record
 * @param left what is left to do of the message; null when nothing is
 */
public record Conclusion(Attempt attempt, @Nullable Pending left) {

    /** After so many failed attempts another channel is told that this one cannot be reached. */
    private static final long ATTEMPTS_BEFORE_NOTICE = 2;

    /**
     * Concludes.
     *
     * @param begun when the attempt began
     * @param now when it ended
     * @param random 0 to 1
     */
    public static Conclusion of(
            Pending pending, RetrySchedule schedule, Verdict verdict, Instant begun, Instant now, double random) {
        var left = left(pending, schedule, verdict, now, random);
        var outcome = verdict instanceof Verdict.Delivered
                ? Attempt.Outcome.DELIVERED
                : left == null ? Attempt.Outcome.FAILED : Attempt.Outcome.RETRIED;
        long number = pending.attempts() + 1;
        return new Conclusion(
                new Attempt(pending.messageId(), pending.type(), begun, number, outcome, verdict.detail()), left);
    }

    private static @Nullable Pending left(
            Pending pending, RetrySchedule schedule, Verdict verdict, Instant now, double random) {
        if (!(verdict instanceof Verdict.Later later)) {
            return null;
        }
        return schedule.after(pending.attempts() + 1, later.after(), random)
                .map(delay -> pending.retriedAt(now.plus(delay)))
                .orElse(null);
    }

    /** Whether somebody else should hear that this channel cannot be told. */
    public boolean isWorthNotice() {
        return attempt.outcome() == Attempt.Outcome.FAILED
                || (attempt.outcome() == Attempt.Outcome.RETRIED && attempt.number() == ATTEMPTS_BEFORE_NOTICE);
    }
}
