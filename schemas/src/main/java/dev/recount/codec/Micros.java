package dev.recount.codec;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** Times as microseconds since 1970 and as RFC 3339 text with exactly six fractional digits, UTC. */
public final class Micros {

    private Micros() {}

    /** Microseconds since the epoch; anything finer is cut. */
    public static long of(Instant instant) {
        return Math.addExact(
                Math.multiplyExact(instant.getEpochSecond(), 1_000_000L), (long) (instant.getNano() / 1_000));
    }

    /** The instant {@code micros} microseconds after the epoch. */
    public static Instant instant(long micros) {
        return Instant.ofEpochSecond(Math.floorDiv(micros, 1_000_000L), Math.floorMod(micros, 1_000_000L) * 1_000L);
    }

    /** {@code 2026-04-24T16:41:07.120000Z}. */
    public static String text(Instant instant) {
        var utc = instant.atOffset(java.time.ZoneOffset.UTC);
        var text = new StringBuilder(27);
        pad(text, utc.getYear(), 4).append('-');
        pad(text, utc.getMonthValue(), 2).append('-');
        pad(text, utc.getDayOfMonth(), 2).append('T');
        pad(text, utc.getHour(), 2).append(':');
        pad(text, utc.getMinute(), 2).append(':');
        pad(text, utc.getSecond(), 2).append('.');
        return pad(text, utc.getNano() / 1_000, 6).append('Z').toString();
    }

    /** The instant that RFC 3339 text names, cut to microseconds, or null when it names none in the years 0001 to 9999. */
    public static @Nullable Instant parse(String text) {
        var plain = PlainTime.parse(text);
        if (plain != null) {
            return plain;
        }
        try {
            var parsed = text.endsWith("Z")
                    ? Instant.parse(text)
                    : OffsetDateTime.parse(text).toInstant();
            int year = parsed.atOffset(java.time.ZoneOffset.UTC).getYear();
            return year < 1 || year > 9999 ? null : parsed.truncatedTo(ChronoUnit.MICROS);
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static StringBuilder pad(StringBuilder text, int value, int digits) {
        var number = Integer.toString(value);
        for (int i = number.length(); i < digits; i++) {
            text.append('0');
        }
        return text.append(number);
    }
}
