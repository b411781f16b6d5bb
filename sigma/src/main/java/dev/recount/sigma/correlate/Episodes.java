package dev.recount.sigma.correlate;

import dev.recount.sigma.rule.CorrelationRule;
import dev.recount.sigma.rule.CorrelationType;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Finds where the condition of one correlation holds along the occurrences of one group: a window slides over them, and the
 * condition is asked once at each point in time at which something occurred. When nothing occurred for longer than the window,
 * an episode is over.
 */
final class Episodes {

    private final Supplier<Window> windows;
    private final boolean ordered;
    private final long spanMicros;
    private final long graceMicros;

    Episodes(CorrelationRule rule, Supplier<Window> windows, long graceMicros) {
        this.windows = windows;
        this.ordered = rule.type() == CorrelationType.TEMPORAL_ORDERED;
        this.spanMicros = Spans.micros(rule.timespan());
        this.graceMicros = graceMicros;
    }

    /**
     * An episode, from the time the condition came true to the last match at which it still held.
     *
     * @param decidedAtMicros when no retraction is possible any more
     */
    record Episode(long firstMicros, List<Occurrence> evidence, List<Occurrence> following, long decidedAtMicros) {}

    /**
     * What was found.
     *
     * @param open whether an episode was going on at the last occurrence looked at
     */
    record Found(List<Episode> episodes, boolean open) {}

    /**
     * The episodes that begin from {@code fromMicros} on and before {@code untilMicros}.
     *
     * @param occurrences sorted; those outside the range are looked at but not asked
     * @param open whether an episode was going on at the last occurrence before {@code fromMicros}
     */
    Found find(List<Occurrence> occurrences, long fromMicros, long untilMicros, boolean open) {
        Window window = windows.get();
        List<Episode> episodes = new ArrayList<>();
        Episode current = null;
        boolean going = open;
        int oldest = 0;
        int next = 0;
        while (next < occurrences.size() && occurrences.get(next).timeMicros() < untilMicros) {
            long now = occurrences.get(next).timeMicros();
            int first = next;
            while (next < occurrences.size() && occurrences.get(next).timeMicros() == now) {
                window.enter(occurrences.get(next++));
            }
            while (occurrences.get(oldest).timeMicros() < now - spanMicros) {
                window.leave(occurrences.get(oldest++));
            }
            if (now < fromMicros) {
                continue;
            }
            going &= oldest < first;
            Episode held = held(window.verdict(now), occurrences, oldest, next, now);
            if (held != null && !going) {
                current = held;
                episodes.add(current);
            } else if (held != null && current != null) {
                current.following().addAll(occurrences.subList(first, next));
            }
            going = held != null;
        }
        return new Found(episodes, going);
    }

    /** The episode that the verdict begins; null if it is no, or every alternative is contradicted later in its window. */
    private @Nullable Episode held(
            Window.Verdict verdict, List<Occurrence> occurrences, int oldest, int next, long now) {
        List<Occurrence> window = occurrences.subList(oldest, next);
        if (verdict.holds() && verdict.alternatives().isEmpty()) {
            return episode(now, window, now);
        }
        for (Alternative alternative : verdict.alternatives()) {
            List<Occurrence> evidence = Evidence.of(window, alternative, ordered);
            long end = Spans.plus(evidence.get(0).timeMicros(), spanMicros);
            if (alternative.absent().isEmpty()) {
                return episode(now, evidence, now);
            }
            if (!isContradicted(alternative, occurrences, next, end)) {
                return episode(now, evidence, Spans.plus(end, graceMicros));
            }
        }
        return null;
    }

    private static Episode episode(long now, List<Occurrence> evidence, long decidedAtMicros) {
        long settled = decidedAtMicros;
        for (Occurrence occurrence : evidence) {
            settled = Math.max(settled, occurrence.settledAtMicros());
        }
        return new Episode(now, List.copyOf(evidence), new ArrayList<>(), settled);
    }

    private static boolean isContradicted(Alternative alternative, List<Occurrence> occurrences, int from, long end) {
        for (int i = from; i < occurrences.size() && occurrences.get(i).timeMicros() <= end; i++) {
            if (alternative.absent().contains(occurrences.get(i).step())) {
                return true;
            }
        }
        return false;
    }
}
