package dev.recount.reference;

import org.jspecify.annotations.Nullable;

/**
 * What is declared about a place that things are sent to; the entry's id is the host, account or repository, or a glob.
 *
 * @param trust {@code internal}, {@code partner}, {@code external}
 * @param owner who answers for it
 */
public record DestinationEntry(
        @Nullable String trust, @Nullable String owner) {}
