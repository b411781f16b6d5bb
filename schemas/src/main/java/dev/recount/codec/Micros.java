package dev.recount.codec;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** Times as microseconds since 1970 and as RFC 3339 text with exactly six fractional digits, UTC. */
public final class Micros {

    /** Of a time whose year has four digits. */
    static final int TEXT_BYTES = 27;

    private static final long SECONDS_OF_DAY = 86_400;
    private static final DateTimeFormatter ANY_YEAR = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSSX");

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

    /** {@code 2026-04-24T16:41:07.120000Z}; years beyond four digits take as many as they need. */
    public static String text(Instant instant) {
        byte[] text = new byte[TEXT_BYTES];
        if (write(of(instant), text, 0)) {
            return new String(text, StandardCharsets.ISO_8859_1);
        }
        return instant.truncatedTo(ChronoUnit.MICROS).atOffset(ZoneOffset.UTC).format(ANY_YEAR);
    }

    /**
     * Writes the text of a time as {@value #TEXT_BYTES} bytes of ASCII.
     *
     * @return false, and nothing written, when the year does not have four digits
     */
    static boolean write(long micros, byte[] out, int at) {
        long second = Math.floorDiv(micros, 1_000_000L);
        long day = Math.floorDiv(second, SECONDS_OF_DAY);
        var date = LocalDate.ofEpochDay(day);
        if (date.getYear() < 0 || date.getYear() > 9999) {
            return false;
        }
        int ofDay = (int) (second - day * SECONDS_OF_DAY);
        digits(date.getYear(), 4, '-', out, at);
        digits(date.getMonthValue(), 2, '-', out, at + 5);
        digits(date.getDayOfMonth(), 2, 'T', out, at + 8);
        digits(ofDay / 3600, 2, ':', out, at + 11);
        digits(ofDay / 60 % 60, 2, ':', out, at + 14);
        digits(ofDay % 60, 2, '.', out, at + 17);
        digits((int) (micros - second * 1_000_000L), 6, 'Z', out, at + 20);
        return true;
    }

    private static void digits(int value, int count, char behind, byte[] out, int at) {
        int left = value;
        for (int i = at + count - 1; i >= at; i--) {
            out[i] = (byte) ('0' + left % 10);
            left /= 10;
        }
        out[at + count] = (byte) behind;
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
            int year = parsed.atOffset(ZoneOffset.UTC).getYear();
            return year < 1 || year > 9999 ? null : parsed.truncatedTo(ChronoUnit.MICROS);
        } catch (DateTimeException e) {
            return null;
        }
    }
}
