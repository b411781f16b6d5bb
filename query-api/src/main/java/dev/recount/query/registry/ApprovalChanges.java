package dev.recount.query.registry;

import dev.recount.codec.RecordJson;
import dev.recount.codec.UnreadableRecord;
import dev.recount.event.Actor;
import dev.recount.event.Approval;
import dev.recount.event.Event;
import dev.recount.event.EventType;
import dev.recount.event.Json;
import dev.recount.event.Phase;
import dev.recount.event.Sensor;
import dev.recount.event.SensorKind;
import dev.recount.reference.ApprovalEntry;
import dev.recount.reference.RegistryEntry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Turns the declaration of an approval into the approval event that it stands for: it happened when the approval was given, as
 * declared, and it is recorded now. So both moments are kept, and a back-dated approval shows as one.
 */
final class ApprovalChanges {

    private static final RecordJson<ApprovalEntry> FORM = RecordJson.of(ApprovalEntry.class);

    /** A decision that somebody is declared to have made. */
    private record Decision(Phase phase, Instant at, String field) {}

    private ApprovalChanges() {}

    /**
     * The event that makes {@code declared} true; empty when it already is.
     *
     * @throws UnreadableRecord when it was decided in the future, or two decisions are new
     */
    static Optional<Event> event(
            String id, Declaration declared, Optional<RegistryEntry> known, Actor actor, Instant now) {
        var entry = FORM.read(declared.body().text());
        var before = known.flatMap(registered -> registered.asOf(now))
                .flatMap(version -> Optional.ofNullable(version.body()))
                .map(ApprovalChanges::read);
        var expiresAt = or(entry.expiresAt(), declared.validTo());
        var notBefore = or(entry.notBefore(), entry.grantedAt() == null ? null : declared.validFrom());
        if (before.filter(current -> says(current, entry, notBefore, expiresAt)).isPresent()) {
            return Optional.empty();
        }
        var otherwise = declared.validFrom() != null ? declared.validFrom() : now;
        var decision = decision(entry, before.orElse(null), otherwise);
        if (decision.at().isAfter(now)) {
            throw new UnreadableRecord(
                    "/" + decision.field(),
                    "lies in the future (an approval that is given now and holds later has not_before)");
        }
        var approver = or(entry.approver(), actor.id());
        return Optional.of(Event.of(EventType.APPROVAL)
                .phase(decision.phase())
                .occurredAt(decision.at())
                .observedAt(now)
                .sensor(new Sensor(SensorKind.HUMAN, "recount-api", null))
                .actor(actor)
                .approval(new Approval(
                        id,
                        approver,
                        entry.grantee(),
                        entry.verbs(),
                        entry.resource(),
                        notBefore,
                        expiresAt,
                        "registry"))
                .build());
    }

    private static ApprovalEntry read(Json body) {
        return FORM.read(body.text());
    }

    /** What is new of a taking back, a refusal and a grant; when nothing is, it was granted at {@code otherwise}. */
    private static Decision decision(ApprovalEntry entry, @Nullable ApprovalEntry before, Instant otherwise) {
        List<Decision> decisions = new ArrayList<>();
        add(decisions, Phase.REVOKED, "revoked_at", entry.revokedAt(), before == null ? null : before.revokedAt());
        add(decisions, Phase.DENIED, "denied_at", entry.deniedAt(), before == null ? null : before.deniedAt());
        add(decisions, Phase.GRANTED, "granted_at", entry.grantedAt(), before == null ? null : before.grantedAt());
        if (decisions.size() > 1) {
            throw new UnreadableRecord(
                    "", "two decisions at once (expected: first the grant, then what came after it)");
        }
        return decisions.isEmpty() ? new Decision(Phase.GRANTED, otherwise, "valid_from") : decisions.get(0);
    }

    private static void add(
            List<Decision> decisions, Phase phase, String field, @Nullable Instant at, @Nullable Instant before) {
        if (at != null && !at.equals(before)) {
            decisions.add(new Decision(phase, at, field));
        }
    }

    /** Whether {@code current} says all that {@code entry} says. */
    private static boolean says(
            ApprovalEntry current, ApprovalEntry entry, @Nullable Instant notBefore, @Nullable Instant expiresAt) {
        return isSame(entry.approver(), current.approver())
                && isSame(entry.grantee(), current.grantee())
                && isSame(entry.resource(), current.resource())
                && isSame(entry.grantedAt(), current.grantedAt())
                && isSame(entry.deniedAt(), current.deniedAt())
                && isSame(entry.revokedAt(), current.revokedAt())
                && isSame(notBefore, current.notBefore())
                && isSame(expiresAt, current.expiresAt())
                && (entry.verbs().isEmpty() || entry.verbs().equals(current.verbs()));
    }

    private static boolean isSame(@Nullable Object stated, @Nullable Object current) {
        return stated == null || stated.equals(current);
    }

    private static <T> @Nullable T or(@Nullable T stated, @Nullable T otherwise) {
        return stated != null ? stated : otherwise;
    }
}
