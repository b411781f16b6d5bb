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
    private static final int PLACES = 6;

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
        if (value instanceof CharSequence text && text.length() > 9 && text.charAt(4) == '-') {
            return parse(text.toString().trim().replace(' ', 'T'));
        }
        Number number = value == null || value instanceof Boolean ? null : Values.number(value);
        return number == null ? OptionalLong.empty() : epoch(Values.exact(number));
    }

    /** A date and time without an offset is taken as UTC. */
    private static OptionalLong parse(String text) {
        try {
            String upper = text.toUpperCase(Locale.ROOT);
            Instant instant = hasOffset(upper)
                    ? OffsetDateTime.parse(upper, OFFSET).toInstant()
                    : LocalDateTime.parse(upper).toInstant(ZoneOffset.UTC);
            return OptionalLong.of(ChronoUnit.MICROS.between(Instant.EPOCH, instant));
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
