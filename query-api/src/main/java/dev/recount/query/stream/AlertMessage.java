package dev.recount.query.stream;

import dev.recount.alert.Alert;

/**
 * An alert revision in the order of the stream.
 *
 * @param offset its offset in the one partition of {@code recount.alerts}
 * @param alert the revision
 */
public record AlertMessage(long offset, Alert alert) {}
