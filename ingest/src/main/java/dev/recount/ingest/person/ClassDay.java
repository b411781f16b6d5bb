package dev.recount.ingest.person;

import dev.recount.event.EventType;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * All events of a class that were recorded on a day; what they say has one key.
 *
 * @param type the class
 * @param day in UTC
 */
public record ClassDay(EventType type, LocalDate day) {

    private static final String PREFIX = "class:";
    private static final Pattern NAME = Pattern.compile(PREFIX + "([a-z]+)/([0-9-]{10})");

    static ClassDay of(EventType type, Instant recorded) {
        return new ClassDay(type, recorded.atOffset(ZoneOffset.UTC).toLocalDate());
    }

    /** The class and day of a {@link #name}. */
    static Optional<ClassDay> named(String name) {
        var parts = NAME.matcher(name);
        if (!parts.matches()) {
            return Optional.empty();
        }
        try {
            var day = LocalDate.parse(parts.group(2));
            return Arrays.stream(EventType.values())
                    .filter(type -> type.wire().equals(parts.group(1)))
                    .map(type -> new ClassDay(type, day))
                    .findFirst();
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    /** Such as {@code class:statement/2026-11-23}. */
    public String name() {
        return PREFIX + type.wire() + "/" + day;
    }

    /** Whether even what was recorded in its last moment has been kept for {@code period}. */
    boolean isOver(Duration period, Instant now) {
        var end = day.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
        return !end.plus(period).isAfter(now);
    }
}
