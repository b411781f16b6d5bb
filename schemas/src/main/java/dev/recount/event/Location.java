package dev.recount.event;

import org.jspecify.annotations.Nullable;

/**
 * Where a credential became readable.
 *
 * @param kind {@code file}, {@code env}, {@code tool_output}, {@code prompt}, {@code process}, {@code command}
 * @param path display path, redacted
 * @param inTaskScope whether the place belongs to the task; absent when unknown
 */
public record Location(
        @Nullable String kind,
        @Nullable String path,
        @Nullable Boolean inTaskScope) {}
