package dev.recount.event;

import org.jspecify.annotations.Nullable;

/**
 * Material that entered an agent's context.
 *
 * @param origin where it came from: URL, file, tool
 * @param trust {@code trusted}, {@code untrusted}; absent when unknown
 * @param label {@code public}, {@code internal}, {@code confidential}, {@code secret}; absent when unknown
 * @param digest SHA-256 of the material, hex
 */
public record Content(
        @Nullable String origin,
        @Nullable String trust,
        @Nullable String label,
        @Nullable String digest) {}
