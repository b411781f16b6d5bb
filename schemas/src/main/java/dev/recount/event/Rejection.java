package dev.recount.event;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Input that was refused, kept with the reason.
 *
 * @param source the door it came through, such as {@code events}, {@code hooks/claude-code}, {@code audit/cloudtrail}
 * @param id the event's id, when it could be read
 * @param detail what is wrong and how to mend it
 * @param pointer JSON pointer to the field that is wrong, when one is
 * @param receivedAt when it was refused
 * @param payload the input as text, redacted, cut to a stated length
 * @param payloadBytes size of the input in bytes, before cutting
 */
public record Rejection(
        String source,
        @Nullable String id,
        String detail,
        @Nullable String pointer,
        Instant receivedAt,
        @Nullable String payload,
        long payloadBytes) {}
