package dev.recount.sigma.correlate;

import dev.recount.sigma.rule.CorrelationRule;
import dev.recount.sigma.rule.CorrelationType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** Says in one sentence what a correlation lacked. */
final class NearMiss {

    private static final long MICROS_PER_SECOND = TimeUnit.SECONDS.toMicros(1);

    private final CorrelationRule rule;
    private final List<Occurrence> occurrences;
    private final long spanMicros;

    NearMiss(CorrelationRule rule, List<Occurrence> occurrences) {
        this.rule = rule;
        this.occurrences = occurrences;
        this.spanMicros = Spans.micros(rule.timespan());
    }

    /**
     * The progress of one attempt.
     *
     * @param done steps reached in time
     * @param missing the first step that was not
     * @param gapMicros by how much it missed the window; negative if it came before it was due; MAX if it never came
     */
    private record Attempt(int done, int missing, long gapMicros) {

        boolean isNearerThan(Attempt other) {
            return done != other.done
                    ? done > other.done
                    : Math.abs((double) gapMicros) < Math.abs((double) other.gapMicros);
        }
    }

    String sentence() {
        if (occurrences.isEmpty()) {
            return "none of the rules matched";
        }
        if (!rule.type().isTemporal()) {
            return "at most " + mostInWindow() + " matches within " + text(spanMicros) + "; needed: "
                    + rule.condition();
        }
        Attempt best = new Attempt(0, 0, Long.MAX_VALUE);
        for (Occurrence first : occurrences) {
            Attempt attempt = rule.type() == CorrelationType.TEMPORAL_ORDERED ? inOrder(first) : together(first);
            best = attempt.isNearerThan(best) ? attempt : best;
        }
        int steps = rule.rules().size();
        if (best.done() == steps) {
            return steps + " of " + steps + " steps; the condition as a whole does not hold";
        }
        return best.done() + " of " + steps + " steps; step " + (best.missing() + 1) + " ("
                + rule.rules().get(best.missing()) + ") " + describe(best.gapMicros());
    }

    private static String describe(long gapMicros) {
        if (gapMicros == Long.MAX_VALUE) {
            return "never came";
        }
        return "came " + text(Math.abs(gapMicros)) + (gapMicros > 0 ? " too late" : " too early");
    }

    /** The sequence that begins with this occurrence, each step as early as it can be. */
    private Attempt inOrder(Occurrence first) {
        if (first.step() != 0) {
            return new Attempt(0, 0, Long.MAX_VALUE);
        }
        long end = Spans.plus(first.timeMicros(), spanMicros);
        long reached = first.timeMicros();
        for (int step = 1; step < rule.rules().size(); step++) {
            long next = Long.MAX_VALUE;
            long before = Long.MAX_VALUE;
            for (long time : times(step)) {
                next = time >= reached ? Math.min(next, time) : next;
                before = time < reached ? reached - time : before;
            }
            if (next > end) {
                boolean early = before != Long.MAX_VALUE && (next == Long.MAX_VALUE || before < next - end);
                return new Attempt(step, step, early ? -before : next == Long.MAX_VALUE ? next : next - end);
            }
            reached = next;
        }
        return new Attempt(rule.rules().size(), 0, 0);
    }

    /** The window that begins with this occurrence. */
    private Attempt together(Occurrence first) {
        long end = Spans.plus(first.timeMicros(), spanMicros);
        int done = 0;
        int missing = 0;
        long gap = Long.MIN_VALUE;
        for (int step = 0; step < rule.rules().size(); step++) {
            long late = Long.MAX_VALUE;
            for (long time : times(step)) {
                late = time >= first.timeMicros() ? Math.min(late, Math.max(0, time - end)) : late;
            }
            done += late == 0 ? 1 : 0;
            if (late > 0 && gap == Long.MIN_VALUE) {
                missing = step;
                gap = late;
            }
        }
        return new Attempt(done, missing, gap == Long.MIN_VALUE ? 0 : gap);
    }

    private int mostInWindow() {
        int most = 0;
        int oldest = 0;
        for (int next = 0; next < occurrences.size(); next++) {
            while (occurrences.get(oldest).timeMicros() < occurrences.get(next).timeMicros() - spanMicros) {
                oldest++;
            }
            most = Math.max(most, next - oldest + 1);
        }
        return most;
    }

    List<Long> times(int step) {
        List<Long> times = new ArrayList<>();
        for (Occurrence occurrence : occurrences) {
            if (occurrence.step() == step) {
                times.add(occurrence.timeMicros());
            }
        }
        return times;
    }

    private static String text(long micros) {
        if (micros % MICROS_PER_SECOND == 0) {
            return Duration.ofSeconds(micros / MICROS_PER_SECOND).toSeconds() + " s";
        }
        return String.format(Locale.ROOT, "%.6f s", micros / (double) MICROS_PER_SECOND);
    }
}
