package dev.recount.sigma.correlate;

import dev.recount.sigma.rule.CorrelationCondition.Threshold;
import java.math.BigDecimal;
import java.math.MathContext;

/**
 * {@code value_sum} and {@code value_avg} of a numeric field. Sums are exact, so the order of arrival cannot show in them; a
 * value that is no number takes no part.
 */
final class SumWindow implements Window {

    private final Threshold threshold;
    private final boolean average;
    private BigDecimal sum = BigDecimal.ZERO;
    private long count;

    SumWindow(Threshold threshold, boolean average) {
        this.threshold = threshold;
        this.average = average;
    }

    @Override
    public void enter(Occurrence occurrence) {
        for (BigDecimal number : Numbers.of(occurrence.values())) {
            sum = sum.add(number);
            count++;
        }
    }

    @Override
    public void leave(Occurrence occurrence) {
        for (BigDecimal number : Numbers.of(occurrence.values())) {
            sum = sum.subtract(number);
            count--;
        }
    }

    @Override
    public Verdict verdict(long nowMicros) {
        if (count == 0) {
            return Verdict.NO;
        }
        return Verdict.of(
                threshold.accepts(average ? sum.divide(BigDecimal.valueOf(count), MathContext.DECIMAL128) : sum));
    }
}
