package dev.recount.sigma.correlate;

import dev.recount.sigma.rule.CorrelationCondition.Threshold;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * {@code value_median}, and {@code value_percentile} with pySigma's key {@code percentile}: the value below which that share of
 * the numbers lies, interpolated linearly between neighbours. Experimental: the specification does not define the rank.
 */
final class QuantileWindow implements Window {

    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    private final Threshold threshold;
    private final BigDecimal percent;
    private final List<BigDecimal> sorted = new ArrayList<>();

    QuantileWindow(Threshold threshold, int percent) {
        this.threshold = threshold;
        this.percent = BigDecimal.valueOf(percent);
    }

    @Override
    public void enter(Occurrence occurrence) {
        for (BigDecimal number : Numbers.of(occurrence.values())) {
            int at = Collections.binarySearch(sorted, number);
            sorted.add(at < 0 ? -at - 1 : at, number);
        }
    }

    @Override
    public void leave(Occurrence occurrence) {
        for (BigDecimal number : Numbers.of(occurrence.values())) {
            sorted.remove(Collections.binarySearch(sorted, number));
        }
    }

    @Override
    public Verdict verdict(long nowMicros) {
        return Verdict.of(!sorted.isEmpty() && threshold.accepts(quantile()));
    }

    private BigDecimal quantile() {
        BigDecimal rank =
                percent.multiply(BigDecimal.valueOf(sorted.size() - 1L)).divide(HUNDRED);
        int below = rank.intValue();
        BigDecimal low = sorted.get(below);
        BigDecimal high = sorted.get(Math.min(below + 1, sorted.size() - 1));
        return low.add(high.subtract(low).multiply(rank.subtract(BigDecimal.valueOf(below))));
    }
}
