package dev.recount.event;

import org.jspecify.annotations.Nullable;

/**
 * What was acted on.
 *
 * @param id {@code provider:kind/name}, or the provider's own id such as an ARN
 * @param kind {@code volume}, {@code bucket}, {@code file}, …
 * @param environment the environment as the sensor knows it; enrichment resolves it against the registry
 * @param environmentAsserted the environment that the actor believed or claimed
 * @param protectionGroup the set of copies (primary, backups, replicas) that it belongs to
 */
public record Resource(
        @Nullable String id,
        @Nullable String kind,
        @Nullable String environment,
        @Nullable String environmentAsserted,
        @Nullable String protectionGroup) {}
