package dev.recount.delivery.retry;

import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;

/** The header {@code Retry-After} (RFC 9110 §10.2.3): seconds, or a date. */
public final class RetryAfter {

    private static final Duration MOST = Duration.ofDays(1);

    private RetryAfter() {}

    /** How long the header asks to wait, at most a day; null when it is absent or says nothing. */
    public static @Nullable Duration of(@Nullable String header, Instant now) {
        if (header == null) {
            return null;
        }
        var wait = read(header.strip(), now);
        if (wait == null || wait.isNegative()) {
            return null;
        }
        return wait.compareTo(MOST) > 0 ? MOST : wait;
    }

    private static @Nullable Duration read(String text, Instant now) {
        try {
            return Character.isDigit(text.isEmpty() ? ' ' : text.charAt(0))
                    ? Duration.ofSeconds(Long.parseLong(text))
                    : Duration.between(
                            now,
                            ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME)
                                    .toInstant());
        } catch (NumberFormatException | DateTimeParseException e) {
            return null;
        }
    }
}
