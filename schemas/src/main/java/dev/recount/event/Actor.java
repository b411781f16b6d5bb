package dev.recount.event;

import org.jspecify.annotations.Nullable;

/**
 * Who acted.
 *
 * @param id agent id, user, service or cloud principal (ARN)
 * @param kind what it is
 * @param name display name, such as the harness
 * @param model the language model, for agents
 * @param onBehalfOf the human or service that answers for it
 */
public record Actor(
        @Nullable String id,
        @Nullable ActorKind kind,
        @Nullable String name,
        @Nullable String model,
        @Nullable String onBehalfOf) {}
