package dev.recount.sigma.correlate;

import dev.recount.sigma.match.Values;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** The numbers among the values of a match; those too large or small to be added up exactly take no part. */
final class Numbers {

    private Numbers() {}

    static List<BigDecimal> of(List<String> values) {
        List<BigDecimal> numbers = new ArrayList<>(values.size());
        for (String value : values) {
            Number number = Values.number(value);
            BigDecimal exact = number == null ? null : Values.exact(number);
            if (exact != null && Values.isWritable(exact)) {
                numbers.add(exact);
            }
        }
        return numbers;
    }
}
