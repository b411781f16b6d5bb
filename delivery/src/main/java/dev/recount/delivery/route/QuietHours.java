package dev.recount.delivery.route;

import dev.recount.alert.Level;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;

/**
 * Hours of the day in which a route wakes nobody unless it is bad enough.
 *
 * @param from the first minute
 * @param to the first minute after; before {@code from} when the night is between them
 * @param zone whose day
 * @param except incidents of this level and worse are told all the same
 */
public record QuietHours(LocalTime from, LocalTime to, ZoneId zone, Level except) {

    /** When an incident of {@code severity} may be told: {@code now}, or the end of the quiet. */
    Instant openAt(Level severity, Instant now) {
        var local = now.atZone(zone);
        if (severity.compareTo(except) >= 0 || !isQuiet(local.toLocalTime())) {
            return now;
        }
        ZonedDateTime end = local.with(to);
        return (end.isAfter(local) ? end : local.plusDays(1).with(to)).toInstant();
    }

    private boolean isQuiet(LocalTime time) {
        return from.isBefore(to)
                ? !time.isBefore(from) && time.isBefore(to)
                : !time.isBefore(from) || time.isBefore(to);
    }
}
