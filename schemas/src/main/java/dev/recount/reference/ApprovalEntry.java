package dev.recount.reference;

import dev.recount.event.Verb;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An approval, folded from its events.
 *
 * @param approver who decided
 * @param requester who asked
 * @param grantee the actor who may act
 * @param verbs what may be done; empty means any verb
 * @param resource id or glob
 * @param grantedAt event time of the grant; absent while only asked for
 * @param deniedAt event time of the refusal
 * @param revokedAt event time of the withdrawal
 * @param notBefore start of validity
 * @param expiresAt end of validity
 */
public record ApprovalEntry(
        @Nullable String approver,
        @Nullable String requester,
        @Nullable String grantee,
        List<Verb> verbs,
        @Nullable String resource,
        @Nullable Instant grantedAt,
        @Nullable Instant deniedAt,
        @Nullable Instant revokedAt,
        @Nullable Instant notBefore,
        @Nullable Instant expiresAt) {}
