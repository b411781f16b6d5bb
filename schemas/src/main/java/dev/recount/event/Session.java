package dev.recount.event;

import org.jspecify.annotations.Nullable;

/**
 * The run of an agent that the event belongs to.
 *
 * @param id the harness's own session id
 * @param seq position in the session; orders events without clocks
 * @param parentId the session that started this one
 * @param autonomy how far it may act unasked
 * @param task what it was asked to do; usually only on {@code session started}
 */
public record Session(
        @Nullable String id,
        @Nullable Long seq,
        @Nullable String parentId,
        @Nullable Autonomy autonomy,
        @Nullable Task task) {}
