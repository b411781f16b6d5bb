package dev.recount.sigma.correlate;

import dev.recount.sigma.rule.CorrelationCondition.Threshold;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * {@code value_percentile} as in the specification's example, which tests a text field: the share, in percent, that a value
 * which has just occurred has among all values in the window. Experimental: the specification gives only the example.
 */
final class RarityWindow implements Window {

    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    private final Threshold threshold;
    private final Map<String, Integer> counts = new HashMap<>();
    private final Set<String> current = new HashSet<>();
    private long currentMicros = Long.MIN_VALUE;
    private long total;

    RarityWindow(Threshold threshold) {
        this.threshold = threshold;
    }

    @Override
    public void enter(Occurrence occurrence) {
        if (occurrence.timeMicros() != currentMicros) {
            current.clear();
            currentMicros = occurrence.timeMicros();
        }
        for (String value : occurrence.values()) {
            counts.merge(value, 1, Integer::sum);
            current.add(value);
            total++;
        }
    }

    @Override
    public void leave(Occurrence occurrence) {
        for (String value : occurrence.values()) {
            counts.computeIfPresent(value, (v, count) -> count == 1 ? null : count - 1);
            total--;
        }
    }

    @Override
    public Verdict verdict(long nowMicros) {
        for (String value : current) {
            BigDecimal count = BigDecimal.valueOf(counts.getOrDefault(value, 0));
            BigDecimal share = count.multiply(HUNDRED).divide(BigDecimal.valueOf(total), MathContext.DECIMAL128);
            if (nowMicros == currentMicros && threshold.accepts(share)) {
                return Verdict.YES;
            }
        }
        return Verdict.NO;
    }
}
