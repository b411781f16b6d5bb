package dev.recount.sigma.correlate;

import dev.recount.sigma.rule.CorrelationCondition.Threshold;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;

/** {@code value_count}: the number of different values. */
final class DistinctWindow implements Window {

    private final Threshold threshold;
    private final Map<String, Integer> counts = new HashMap<>();

    DistinctWindow(Threshold threshold) {
        this.threshold = threshold;
    }

    @Override
    public void enter(Occurrence occurrence) {
        occurrence.values().forEach(value -> counts.merge(value, 1, Integer::sum));
    }

    @Override
    public void leave(Occurrence occurrence) {
        for (String value : occurrence.values()) {
            counts.computeIfPresent(value, (v, count) -> count == 1 ? null : count - 1);
        }
    }

    @Override
    public Verdict verdict(long nowMicros) {
        return Verdict.of(threshold.accepts(BigDecimal.valueOf(counts.size())));
    }
}
