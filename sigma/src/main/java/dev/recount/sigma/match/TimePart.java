package dev.recount.sigma.match;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoField;
import java.time.temporal.IsoFields;
import java.time.temporal.TemporalField;
import org.jspecify.annotations.Nullable;

/**
 * The parts of a point in time a rule can test (specification, "Modifiers appendix"). A text is read as written, with no
 * time-zone conversion; a number is an epoch in seconds, milliseconds, microseconds or nanoseconds, told apart by size.
 */
public enum TimePart {
    MINUTE(ChronoField.MINUTE_OF_HOUR),
    HOUR(ChronoField.HOUR_OF_DAY),
    DAY(ChronoField.DAY_OF_MONTH),
    WEEK(IsoFields.WEEK_OF_WEEK_BASED_YEAR),
    MONTH(ChronoField.MONTH_OF_YEAR),
    YEAR(ChronoField.YEAR);

    private static final long SECONDS_MAX = 100_000_000_000L;
    private static final int DATE_CHARS = "2026-11-22".length();
    private static final int MINUTE_CHARS = "2026-11-22T10:20".length();

    private final TemporalField field;

    TimePart(TemporalField field) {
        this.field = field;
    }

    /** Whether some point in time has this number as its part. */
    boolean has(Number number) {
        BigDecimal exact = Values.exact(number);
        BigDecimal least = BigDecimal.valueOf(field.range().getMinimum());
        BigDecimal most = BigDecimal.valueOf(field.range().getMaximum());
        return exact.compareTo(least) >= 0
                && exact.compareTo(most) <= 0
                && exact.stripTrailingZeros().scale() <= 0;
    }

    /** The numbers the part can have, for people. */
    String range() {
        return this == YEAR
                ? "a year"
                : "a whole number from " + field.range().getMinimum() + " to "
                        + field.range().getMaximum();
    }

    /** The part of a value, or -1 if the value is no point in time. */
    public int of(Object value) {
        LocalDateTime time = value instanceof CharSequence text ? parse(text.toString()) : epoch(value);
        return time == null ? -1 : time.get(field);
    }

    private @Nullable LocalDateTime parse(String text) {
        boolean dateOnly = text.length() == DATE_CHARS;
        if (!dateOnly && (text.length() < MINUTE_CHARS || "T t".indexOf(text.charAt(DATE_CHARS)) < 0)) {
            return epoch(Values.number(text));
        }
        if (dateOnly && (this == HOUR || this == MINUTE)) {
            return null;
        }
        try {
            LocalDate date = LocalDate.parse(text.substring(0, DATE_CHARS));
            LocalTime time =
                    dateOnly ? LocalTime.MIDNIGHT : LocalTime.parse(text.substring(DATE_CHARS + 1, MINUTE_CHARS));
            return LocalDateTime.of(date, time);
        } catch (DateTimeException notATime) {
            return null;
        }
    }

    private static @Nullable LocalDateTime epoch(@Nullable Object value) {
        if (!(value instanceof Number number) || !(Math.abs(number.doubleValue()) < Long.MAX_VALUE)) {
            return null;
        }
        long seconds = number.longValue();
        while (Math.abs(seconds) >= SECONDS_MAX) {
            seconds = Math.floorDiv(seconds, 1000);
        }
        return LocalDateTime.ofInstant(Instant.ofEpochSecond(seconds), ZoneOffset.UTC);
    }
}
