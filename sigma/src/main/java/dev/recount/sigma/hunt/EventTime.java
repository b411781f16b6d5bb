package dev.recount.sigma.hunt;

import dev.recount.sigma.match.EventFields;
import dev.recount.sigma.match.Values;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** When an event of unknown make happened. */
final class EventTime {

    /** Where common logs keep their time, in the order tried. */
    static final List<String> USUAL_FIELDS = List.of(
            "@timestamp",
            "timestamp",
            "time",
            "eventTime",
            "occurred_at",
            "TimeCreated",
            "TimeCreated_SystemTime",
            "Event.System.TimeCreated.#attributes.SystemTime",
            "UtcTime",
            "requestReceivedTimestamp",
            "stageTimestamp",
            "published",
            "created_at",
            "createdDateTime",
            "activityDateTime",
            "event_time",
            "CreationTime",
            "Timestamp",
            "TimeGenerated",
            "EventTime",
            "event.created",
            "datetime",
            "date",
            "ts",
            "_time");

    private static final BigDecimal SECONDS_MAX = BigDecimal.valueOf(100_000_000_000L);
    private static final BigDecimal THOUSAND = BigDecimal.valueOf(1000);
    private static final DateTimeFormatter OFFSET = new DateTimeFormatterBuilder()
            .append(DateTimeFormatter.ISO_LOCAL_DATE_TIME)
            .appendPattern("[XXX][XX][X]")
            .toFormatter(Locale.ROOT);
    /** As in the logs of web servers: {@code 22/Nov/2026:10:20:30 +0100}. */
    private static final DateTimeFormatter WEB_SERVER =
            DateTimeFormatter.ofPattern("dd/MMM/yyyy:HH:mm:ss xx", Locale.ENGLISH);

    /** As .NET writes times into JSON. */
    private static final Pattern EPOCH_IN_TEXT = Pattern.compile("/Date\\((-?\\d{1,18})\\)/");

    private static final int YEAR_CHARS = 4;
    private static final int DIGITS_OF_EPOCH = 9;
    private static final int PLACES = 6;
    private static final int DIGITS_MAX = 40;
    private static final int SHOWN_CHARS_MAX = 60;

    private EventTime() {}

    /** The time in microseconds since 1970, from one field or from the first usual one that has a time. */
    static OptionalLong of(EventFields event, @Nullable String field) {
        for (String name : field == null ? USUAL_FIELDS : List.of(field)) {
            OptionalLong time = parse(event.get(name));
            if (time.isPresent()) {
                return time;
            }
        }
        return OptionalLong.empty();
    }

    /** Why {@link #of} finds no time: which field is missing, or what stands there instead of a time. */
    static String fault(EventFields event, @Nullable String field) {
        for (String name : field == null ? USUAL_FIELDS : List.of(field)) {
            Object value = event.get(name);
            if (value != null) {
                String text = String.valueOf(value);
                String shown = text.length() > SHOWN_CHARS_MAX ? text.substring(0, SHOWN_CHARS_MAX) + "…" : text;
                return name + ": " + shown + " (expected: a time of RFC 3339, or a number of seconds since 1970)";
            }
        }
        return field == null
                ? "no field has a time; none of " + String.join(", ", USUAL_FIELDS) + " is there"
                : field + ": missing (expected: the time of the event)";
    }

    /** Whether the time is finer than a second, so that two events of equal text are hardly two events. */
    static boolean isFine(long micros) {
        return micros % 1_000_000 != 0;
    }

    static String text(long micros) {
        Instant instant = Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
        String whole = DateTimeFormatter.ISO_LOCAL_DATE_TIME.format(instant.atOffset(ZoneOffset.UTC)
                .toLocalDateTime()
                .truncatedTo(ChronoUnit.SECONDS)
                .withNano(0));
        String seconds = whole.length() == "2026-11-22T10:20".length() ? whole + ":00" : whole;
        return seconds + String.format(Locale.ROOT, ".%06dZ", Math.floorMod(micros, 1_000_000L));
    }

    private static OptionalLong parse(@Nullable Object value) {
        Object form = value instanceof CharSequence text ? text.toString().trim() : value;
        if (form instanceof String text && text.length() > DIGITS_OF_EPOCH && !isDigits(text)) {
            Matcher epoch = EPOCH_IN_TEXT.matcher(text);
            if (epoch.matches()) {
                return epoch(new BigDecimal(epoch.group(1)));
            }
            return text.charAt(YEAR_CHARS) == '-' ? parse(iso(text)) : webServer(text);
        }
        Number number = form == null || form instanceof Boolean ? null : Values.number(form);
        BigDecimal exact = number == null ? null : Values.exact(number);
        return exact == null || Math.abs((long) exact.scale()) > DIGITS_MAX ? OptionalLong.empty() : epoch(exact);
    }

    private static boolean isDigits(CharSequence text) {
        return text.chars().allMatch(c -> (c >= '0' && c <= '9') || c == '.' || c == '-');
    }

    /** {@code 2026-11-22 10:20:30,5 UTC} and the like, as RFC 3339 has it. */
    private static String iso(String text) {
        String upper = text.toUpperCase(Locale.ROOT).replace(',', '.');
        String zoned = upper.replaceFirst(" ?(UTC|GMT)$", "Z").replaceFirst(" ?([+-]\\d\\d:?\\d\\d)$", "$1");
        return zoned.replace(' ', 'T');
    }

    private static OptionalLong webServer(String text) {
        try {
            return OptionalLong.of(micros(OffsetDateTime.parse(text, WEB_SERVER).toInstant()));
        } catch (DateTimeException | ArithmeticException notATime) {
            return OptionalLong.empty();
        }
    }

    private static long micros(Instant instant) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
    }

    /** A date and time without an offset is taken as UTC. */
    private static OptionalLong parse(String text) {
        try {
            Instant instant = hasOffset(text)
                    ? OffsetDateTime.parse(text, OFFSET).toInstant()
                    : LocalDateTime.parse(text).toInstant(ZoneOffset.UTC);
            return OptionalLong.of(micros(instant));
        } catch (DateTimeException | ArithmeticException notATime) {
            return OptionalLong.empty();
        }
    }

    private static boolean hasOffset(String text) {
        int time = text.indexOf('T');
        return time > 0 && (text.endsWith("Z") || text.indexOf('+', time) > 0 || text.indexOf('-', time) > 0);
    }

    /** Seconds, milliseconds, microseconds or nanoseconds, told apart by size. */
    private static OptionalLong epoch(BigDecimal number) {
        BigDecimal seconds = number;
        for (int i = 0; i < 3 && seconds.abs().compareTo(SECONDS_MAX) >= 0; i++) {
            seconds = seconds.divide(THOUSAND);
        }
        return seconds.abs().compareTo(SECONDS_MAX) < 0
                ? OptionalLong.of(seconds.movePointRight(PLACES).longValue())
                : OptionalLong.empty();
    }
}
