package dev.recount.event;

import org.jspecify.annotations.Nullable;

/**
 * Where something was sent, shared or published.
 *
 * @param kind {@code host}, {@code account}, {@code repository}, {@code mailbox}, …
 * @param ref which one
 * @param trust {@code internal}, {@code partner}, {@code external}; absent when unknown
 */
public record Destination(
        @Nullable String kind,
        @Nullable String ref,
        @Nullable String trust) {}
