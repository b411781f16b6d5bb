package dev.recount.event;

import org.jspecify.annotations.Nullable;

/**
 * Why an action failed or was refused.
 *
 * @param code the class of the failure, such as {@code authentication}, {@code permission}, {@code connection},
 *     {@code credential_mismatch}, {@code not_found}, or the provider's own code
 * @param message the provider's words, redacted
 */
public record ActionError(@Nullable String code, @Nullable String message) {}
