package dev.recount.streams.reference;

import dev.recount.event.ActorKind;
import dev.recount.event.Approval;
import dev.recount.event.Event;
import dev.recount.reference.ApprovalEntry;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How an approval changes with each of its events, taken in the order they happened. */
final class ApprovalHistory {

    private ApprovalHistory() {}

    /** {@code known} after {@code event}: what the event states replaces what was stated before it. */
    static ApprovalEntry after(ApprovalEntry known, Event event) {
        var said = event.approval() == null
                ? new Approval(null, null, null, List.of(), null, null, null, null)
                : event.approval();
        var at = event.occurredAt();
        var merged = new ApprovalEntry(
                known.approver(),
                known.requester(),
                or(said.grantee(), known.grantee()),
                said.verbs().isEmpty() ? known.verbs() : said.verbs(),
                or(said.resource(), known.resource()),
                known.grantedAt(),
                known.deniedAt(),
                known.revokedAt(),
                or(said.notBefore(), known.notBefore()),
                or(said.expiresAt(), known.expiresAt()));
        if (event.phase() == null) {
            return merged;
        }
        return switch (event.phase()) {
            case REQUESTED -> with(merged, known.approver(), event.actorId(), known);
            case GRANTED -> decided(merged, approver(merged, event, said), at, null, null);
            case DENIED -> decided(merged, approver(merged, event, said), null, at, known.revokedAt());
            case REVOKED -> decided(merged, known.approver(), known.grantedAt(), known.deniedAt(), at);
            default -> merged;
        };
    }

    /**
     * Whom the event names, else who sent it. An agent that says that somebody approved has said so and nothing more: it approves for
     * itself when it is the one who asked or may act, and else nobody does.
     */
    private static @Nullable String approver(ApprovalEntry known, Event event, Approval said) {
        var sender = event.actor();
        if (sender == null || sender.kind() != ActorKind.AGENT) {
            return or(said.approver(), event.actorId());
        }
        boolean own = sender.id() != null
                && (sender.id().equals(known.grantee()) || sender.id().equals(known.requester()));
        return own ? sender.id() : null;
    }

    private static ApprovalEntry with(
            ApprovalEntry entry, @Nullable String approver, @Nullable String requester, ApprovalEntry times) {
        return new ApprovalEntry(
                approver,
                requester,
                entry.grantee(),
                entry.verbs(),
                entry.resource(),
                times.grantedAt(),
                times.deniedAt(),
                times.revokedAt(),
                entry.notBefore(),
                entry.expiresAt());
    }

    private static ApprovalEntry decided(
            ApprovalEntry entry,
            @Nullable String approver,
            @Nullable Instant grantedAt,
            @Nullable Instant deniedAt,
            @Nullable Instant revokedAt) {
        return new ApprovalEntry(
                approver,
                entry.requester(),
                entry.grantee(),
                entry.verbs(),
                entry.resource(),
                grantedAt,
                deniedAt,
                revokedAt,
                entry.notBefore(),
                entry.expiresAt());
    }

    private static <T> @Nullable T or(@Nullable T stated, @Nullable T otherwise) {
        return stated != null ? stated : otherwise;
    }
}
