package dev.recount.sigma.correlate;

import dev.recount.sigma.rule.CorrelationCondition;
import dev.recount.sigma.rule.CorrelationRule;
import dev.recount.sigma.rule.CorrelationType;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Says in one sentence what a correlation lacked. */
final class NearMiss {

    private static final long MICROS_PER_SECOND = TimeUnit.SECONDS.toMicros(1);

    private final CorrelationRule rule;
    private final List<Alternative> ways;
    private final List<Occurrence> occurrences;
    private final List<long[]> times;
    private final long spanMicros;

    NearMiss(CorrelationRule rule, List<Occurrence> occurrences) {
        this.rule = rule;
        this.ways = rule.type().isTemporal() ? Windows.ways(rule) : List.of();
        this.occurrences = occurrences;
        this.times = IntStream.range(0, rule.rules().size())
                .mapToObj(step -> occurrences.stream()
                        .filter(occurrence -> occurrence.step() == step)
                        .mapToLong(Occurrence::timeMicros)
                        .toArray())
                .toList();
        this.spanMicros = Spans.micros(rule.timespan());
    }

    /**
     * The progress of one attempt.
     *
     * @param way what was attempted
     * @param done steps reached in time
     * @param missing the first step that was not
     * @param gapMicros by how much it missed the window; negative if it came before it was due; MAX if it never came
     */
    private record Attempt(Alternative way, int done, int missing, long gapMicros) {

        int lacking() {
            return way.present().size() - done;
        }

        boolean isNearerThan(Attempt other) {
            return lacking() != other.lacking()
                    ? lacking() < other.lacking()
                    : Math.abs((double) gapMicros) < Math.abs((double) other.gapMicros);
        }
    }

    String sentence() {
        if (occurrences.isEmpty()) {
            return "none of the rules matched";
        }
        if (!rule.type().isTemporal()) {
            int most = mostInWindow();
            String needed =
                    rule.condition() instanceof CorrelationCondition.Threshold threshold ? threshold.text() : "";
            return "at most " + most + (most == 1 ? " match" : " matches") + " within " + text(spanMicros)
                    + "; needed: " + needed;
        }
        Attempt best = null;
        for (Alternative way : ways) {
            for (Occurrence first : occurrences) {
                Attempt attempt = attempt(way, first);
                best = best == null || attempt.isNearerThan(best) ? attempt : best;
            }
        }
        return best == null ? "the condition never holds" : sentence(best);
    }

    private Attempt attempt(Alternative way, Occurrence first) {
        return rule.type() == CorrelationType.TEMPORAL_ORDERED ? inOrder(way, first) : together(way, first);
    }

    private String sentence(Attempt best) {
        int steps = best.way().present().size();
        String reached = best.done() + " of " + steps + " steps; ";
        if (best.done() < steps) {
            return reached + "step " + (best.missing() + 1) + " ("
                    + rule.rules().get(best.missing()) + ") " + describe(best.gapMicros());
        }
        String contradicting = best.way().absent().stream()
                .filter(step -> times(step).length > 0)
                .map(step -> rule.rules().get(step))
                .collect(Collectors.joining(", "));
        return reached
                + (contradicting.isEmpty() ? "the condition as a whole does not hold" : "not with " + contradicting);
    }

    private static String describe(long gapMicros) {
        if (gapMicros == Long.MAX_VALUE) {
            return "never came";
        }
        return "came " + text(Math.abs(gapMicros)) + (gapMicros > 0 ? " too late" : " too early");
    }

    /** The sequence that begins with this occurrence, each step as early as it can be. */
    private Attempt inOrder(Alternative way, Occurrence first) {
        List<Integer> steps = way.present();
        if (first.step() != steps.get(0)) {
            return new Attempt(way, 0, steps.get(0), Long.MAX_VALUE);
        }
        long end = Spans.plus(first.timeMicros(), spanMicros);
        long reached = first.timeMicros();
        for (int done = 1; done < steps.size(); done++) {
            long[] came = times(steps.get(done));
            int from = firstFrom(came, reached);
            long next = from < came.length ? came[from] : Long.MAX_VALUE;
            if (next > end) {
                long before = from > 0 ? reached - came[from - 1] : Long.MAX_VALUE;
                boolean early = from > 0 && (next == Long.MAX_VALUE || before < next - end);
                long late = next == Long.MAX_VALUE ? next : next - end;
                return new Attempt(way, done, steps.get(done), early ? -before : late);
            }
            reached = next;
        }
        return new Attempt(way, steps.size(), steps.get(0), 0);
    }

    /** The window that begins with this occurrence. */
    private Attempt together(Alternative way, Occurrence first) {
        long end = Spans.plus(first.timeMicros(), spanMicros);
        int done = 0;
        int missing = way.present().get(0);
        long gap = 0;
        for (int step : way.present()) {
            long[] came = times(step);
            int from = firstFrom(came, first.timeMicros());
            long late = from < came.length ? Math.max(0, came[from] - end) : Long.MAX_VALUE;
            done += late == 0 ? 1 : 0;
            if (late > 0 && gap == 0) {
                missing = step;
                gap = late;
            }
        }
        return new Attempt(way, done, missing, gap);
    }

    /** Where the times from a point on begin. */
    private static int firstFrom(long[] sorted, long micros) {
        int low = 0;
        int high = sorted.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (sorted[middle] < micros) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
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

    /** When a step occurred, in order. */
    long[] times(int step) {
        return times.get(step);
    }

    private static String text(long micros) {
        if (micros % MICROS_PER_SECOND == 0) {
            return Duration.ofSeconds(micros / MICROS_PER_SECOND).toSeconds() + " s";
        }
        return String.format(Locale.ROOT, "%.6f s", micros / (double) MICROS_PER_SECOND);
    }
}
