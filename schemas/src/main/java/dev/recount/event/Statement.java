package dev.recount.event;

import org.jspecify.annotations.Nullable;

/**
 * What somebody claimed.
 *
 * @param text the words, redacted
 * @param about the action or resource the claim is about
 */
public record Statement(@Nullable String text, @Nullable String about) {}
