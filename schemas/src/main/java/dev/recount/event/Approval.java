package dev.recount.event;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Permission for something. On an action only {@link #id()} is set and refers to the approval's own events.
 *
 * @param id shared by all events of the approval, and the reference an action carries
 * @param approver who decided
 * @param grantee the actor who may act; absent means whoever asked
 * @param verbs what may be done; empty means any verb
 * @param resource id or glob of what it may be done to
 * @param notBefore start of validity; absent means from when it was granted
 * @param expiresAt end of validity
 * @param channel where it was given
 */
public record Approval(
        @Nullable String id,
        @Nullable String approver,
        @Nullable String grantee,
        List<Verb> verbs,
        @Nullable String resource,
        @Nullable Instant notBefore,
        @Nullable Instant expiresAt,
        @Nullable String channel) {
    public Approval {
        verbs = List.copyOf(verbs);
    }
}
