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
        Denials later = new Denials(occurrences);
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
            Standing standing = standing(window.verdict(now), occurrences.subList(oldest, next), later, next);
            if (standing != null && !going) {
                current = episode(now, standing, occurrences.subList(oldest, next));
                episodes.add(current);
            } else if (standing != null && current != null) {
                current.following().addAll(occurrences.subList(first, next));
            }
            going = standing != null;
        }
        return new Found(episodes, going);
    }

    /**
     * Why the condition holds.
     *
     * @param way the alternative that holds; null for conditions that have none
     * @param endMicros until when it can be contradicted; in the far past if it cannot
     */
    private record Standing(@Nullable Alternative way, long endMicros) {}

    /** Null if the verdict is no, or every alternative is contradicted later in its window. */
    private @Nullable Standing standing(Window.Verdict verdict, List<Occurrence> window, Denials later, int next) {
        if (verdict.holds() && verdict.alternatives().isEmpty()) {
            return new Standing(null, Long.MIN_VALUE);
        }
        for (Alternative way : verdict.alternatives()) {
            if (way.absent().isEmpty()) {
                return new Standing(way, Long.MIN_VALUE);
            }
            long end = Spans.plus(Evidence.beginning(window, way, ordered), spanMicros);
            if (!later.contradict(way, next, end)) {
                return new Standing(way, Spans.plus(end, graceMicros));
            }
        }
        return null;
    }

    private Episode episode(long now, Standing standing, List<Occurrence> window) {
        List<Occurrence> evidence = standing.way() == null ? window : Evidence.of(window, standing.way(), ordered);
        long settled = Math.max(now, standing.endMicros());
        for (Occurrence occurrence : evidence) {
            settled = Math.max(settled, occurrence.settledAtMicros());
        }
        return new Episode(now, List.copyOf(evidence), new ArrayList<>(), settled);
    }
}
