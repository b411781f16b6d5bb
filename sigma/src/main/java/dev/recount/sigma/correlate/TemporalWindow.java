package dev.recount.sigma.correlate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** {@code temporal} and {@code temporal_ordered}: which steps are in the window, and whether in order. */
final class TemporalWindow implements Window {

    private static final long NEVER = Long.MIN_VALUE;

    private final List<Alternative> alternatives;
    private final List<long[]> starts = new ArrayList<>();
    private final boolean ordered;
    private final long spanMicros;
    private final int[] counts;

    TemporalWindow(List<Alternative> alternatives, int steps, boolean ordered, long spanMicros) {
        this.alternatives = alternatives;
        this.ordered = ordered;
        this.spanMicros = spanMicros;
        this.counts = new int[steps];
        for (Alternative alternative : alternatives) {
            long[] start = new long[alternative.present().size()];
            Arrays.fill(start, NEVER);
            starts.add(start);
        }
    }

    @Override
    public void enter(Occurrence occurrence) {
        counts[occurrence.step()]++;
        for (int i = 0; i < starts.size() && ordered; i++) {
            int at = alternatives.get(i).present().indexOf(occurrence.step());
            if (at >= 0) {
                long[] start = starts.get(i);
                start[at] = Math.max(start[at], at == 0 ? occurrence.timeMicros() : start[at - 1]);
            }
        }
    }

    @Override
    public void leave(Occurrence occurrence) {
        counts[occurrence.step()]--;
    }

    @Override
    public Verdict verdict(long nowMicros) {
        List<Alternative> holding = new ArrayList<>();
        for (int i = 0; i < alternatives.size(); i++) {
            if (isPresent(i, nowMicros) && isAbsent(alternatives.get(i))) {
                holding.add(alternatives.get(i));
            }
        }
        return new Verdict(!holding.isEmpty(), holding);
    }

    /** In order: of all sequences that end by now, the one that began last began within the window. */
    private boolean isPresent(int alternative, long nowMicros) {
        if (ordered) {
            long[] start = starts.get(alternative);
            long last = start[start.length - 1];
            return last != NEVER && last >= nowMicros - spanMicros;
        }
        for (int step : alternatives.get(alternative).present()) {
            if (counts[step] == 0) {
                return false;
            }
        }
        return true;
    }

    private boolean isAbsent(Alternative alternative) {
        for (int step : alternative.absent()) {
            if (counts[step] > 0) {
                return false;
            }
        }
        return true;
    }
}
