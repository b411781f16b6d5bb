package dev.recount.delivery.paging;

import dev.recount.alert.Level;
import dev.recount.delivery.retry.RetrySchedule;
import dev.recount.delivery.retry.Verdict;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What follows from what a target said to one attempt.
 *
 * @param attempt the attempt, for the record
 * @param left what is left to do of the message; null when nothing is
 * @param isWorthNotice whether somebody else should hear that this channel was not told
 */
public record Conclusion(Attempt attempt, @Nullable Pending left, boolean isWorthNotice) {

    /** After so many failed attempts another channel is told that this one cannot be reached. */
    private static final long ATTEMPTS_BEFORE_NOTICE = 2;

    /** Nobody waits longer than this for a channel before another is told. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

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
                new Attempt(pending.messageId(), pending.type(), begun, number, outcome, verdict.detail()),
                left,
                switch (outcome) {
                    case DELIVERED -> false;
                    case FAILED -> true;
                    case RETRIED -> number == ATTEMPTS_BEFORE_NOTICE || (number == 1 && isUrgent(pending, left, now));
                });
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

    private static boolean isUrgent(Pending pending, @Nullable Pending left, Instant now) {
        boolean critical = pending.isAlarm() && pending.incident().severity() == Level.CRITICAL;
        return critical || (left != null && left.dueAt().isAfter(now.plus(PATIENCE)));
    }
}
