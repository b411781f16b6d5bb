package dev.recount.event;

import org.jspecify.annotations.Nullable;

/**
 * The record that the event was made from.
 *
 * @param product vendor or harness, such as {@code aws}, {@code claude-code}
 * @param service the log, such as {@code cloudtrail}, {@code hooks}
 * @param id the source's own dedupe key, unchanged (CloudTrail {@code eventID}, …)
 * @param record the record itself, redacted
 */
public record Source(
        @Nullable String product,
        @Nullable String service,
        @Nullable String id,
        @Nullable Json record) {}
