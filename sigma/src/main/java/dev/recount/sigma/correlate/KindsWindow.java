package dev.recount.sigma.correlate;

import dev.recount.sigma.rule.CorrelationCondition.Threshold;
import java.math.BigDecimal;

/** {@code temporal} with bounds: the number of different rules that matched. */
final class KindsWindow implements Window {

    private final Threshold threshold;
    private final int[] counts;

    KindsWindow(Threshold threshold, int steps) {
        this.threshold = threshold;
        this.counts = new int[steps];
    }

    @Override
    public void enter(Occurrence occurrence) {
        counts[occurrence.step()]++;
    }

    @Override
    public void leave(Occurrence occurrence) {
        counts[occurrence.step()]--;
    }

    @Override
    public Verdict verdict(long nowMicros) {
        int kinds = 0;
        for (int count : counts) {
            kinds += count > 0 ? 1 : 0;
        }
        return Verdict.of(threshold.accepts(BigDecimal.valueOf(kinds)));
    }
}
