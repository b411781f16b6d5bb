package dev.recount.sigma.correlate;

import dev.recount.sigma.rule.CorrelationCondition.Threshold;
import java.math.BigDecimal;

/** {@code event_count}: the number of matches. */
final class CountWindow implements Window {

    private final Threshold threshold;
    private long count;

    CountWindow(Threshold threshold) {
        this.threshold = threshold;
    }

    @Override
    public void enter(Occurrence occurrence) {
        count++;
    }

    @Override
    public void leave(Occurrence occurrence) {
        count--;
    }

    @Override
    public Verdict verdict(long nowMicros) {
        return Verdict.of(threshold.accepts(BigDecimal.valueOf(count)));
    }
}
