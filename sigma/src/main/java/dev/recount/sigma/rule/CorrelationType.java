package dev.recount.sigma.rule;

import java.util.Locale;

/** The correlation types of specification 2.1.0, and {@code value_median}, which pySigma adds. */
public enum CorrelationType {
    EVENT_COUNT,
    VALUE_COUNT,
    TEMPORAL,
    TEMPORAL_ORDERED,
    VALUE_SUM,
    VALUE_AVG,
    VALUE_PERCENTILE,
    VALUE_MEDIAN;

    public boolean isTemporal() {
        return this == TEMPORAL || this == TEMPORAL_ORDERED;
    }

    /** Whether the type looks at the values of {@code condition.field}. */
    public boolean needsField() {
        return !isTemporal() && this != EVENT_COUNT;
    }

    /** The name as the specification writes it. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
