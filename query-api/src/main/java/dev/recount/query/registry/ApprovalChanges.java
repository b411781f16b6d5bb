package dev.recount.query.registry;

import dev.recount.codec.RecordJson;
import dev.recount.codec.UnreadableRecord;
import dev.recount.event.Actor;
import dev.recount.event.Approval;
import dev.recount.event.Event;
import dev.recount.event.EventType;
import dev.recount.event.Json;
import dev.recount.event.Phase;
import dev.recount.event.Recorder;
import dev.recount.event.Sensor;
import dev.recount.event.SensorKind;
import dev.recount.reference.ApprovalEntry;
import dev.recount.reference.RegistryEntry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Turns the declaration of an approval into the approval event that it stands for: it happened when the approval was given, as
 * declared, and it is recorded now. So both moments are kept, and a back-dated approval shows as one.
 */
final class ApprovalChanges {

    private static final RecordJson<ApprovalEntry> FORM = RecordJson.of(ApprovalEntry.class);

    /** A decision that somebody is declared to have made. */
    private record Decision(Phase phase, Instant at, String field) {
        private boolean isIn(ApprovalEntry version) {
            return at.equals(
                    switch (phase) {
                        case REVOKED -> version.revokedAt();
                        case DENIED -> version.deniedAt();
                        default -> version.grantedAt();
                    });
        }
    }

    private ApprovalChanges() {}

    /**
     * The event that makes {@code declared} true; empty when it already is. A declaration speaks of the moment of its last decision: it is
     * compared with what is known of then, and what it changes is changed from then on.
     *
     * @throws UnreadableRecord when it was decided in the future, two decisions are new, or the requester is not who asked
     */
    static Optional<Event> event(
            String id, Declaration declared, Optional<RegistryEntry> known, Actor actor, Instant now) {
        var entry = FORM.read(declared.body().text());
        var decisions = decisions(entry);
        var moment =
                decisions.isEmpty() ? now : decisions.get(decisions.size() - 1).at();
        var before = known.flatMap(registered -> registered.asOf(moment))
                .flatMap(version -> Optional.ofNullable(version.body()))
                .map(ApprovalChanges::read);
        var versions = known.stream()
                .flatMap(registered -> registered.versions().stream())
                .flatMap(version -> Stream.ofNullable(version.body()))
                .map(ApprovalChanges::read)
                .toList();
        asked(entry, versions);
        var unknown = decisions.stream()
                .filter(decision -> versions.stream().noneMatch(decision::isIn))
                .toList();
        var expiresAt = or(entry.expiresAt(), declared.validTo());
        var notBefore = or(entry.notBefore(), entry.grantedAt() == null ? null : declared.validFrom());
        if (unknown.isEmpty()
                && before.filter(current -> says(current, entry, notBefore, expiresAt))
                        .isPresent()) {
            return Optional.empty();
        }
        var otherwise = declared.validFrom() != null ? declared.validFrom() : now;
        var decision = decision(decisions, unknown, otherwise);
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
                .sensor(new Sensor(SensorKind.HUMAN, Recorder.API, null))
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

    private static void asked(ApprovalEntry entry, List<ApprovalEntry> versions) {
        var requester = entry.requester();
        if (requester != null && versions.stream().noneMatch(version -> requester.equals(version.requester()))) {
            throw new UnreadableRecord(
                    "/requester", "is whoever asked, by the event of the request (expected: the same, or left out)");
        }
    }

    /** What is declared to have been decided, the latest last. */
    private static List<Decision> decisions(ApprovalEntry entry) {
        List<Decision> decisions = new ArrayList<>();
        add(decisions, Phase.GRANTED, "granted_at", entry.grantedAt());
        add(decisions, Phase.DENIED, "denied_at", entry.deniedAt());
        add(decisions, Phase.REVOKED, "revoked_at", entry.revokedAt());
        decisions.sort(Comparator.comparing(Decision::at));
        return decisions;
    }

    private static void add(List<Decision> decisions, Phase phase, String field, @Nullable Instant at) {
        if (at != null) {
            decisions.add(new Decision(phase, at, field));
        }
    }

    /** What nobody knew of, or the last, in whose name something else changes; when none is stated, a grant at {@code otherwise}. */
    private static Decision decision(List<Decision> stated, List<Decision> unknown, Instant otherwise) {
        if (unknown.size() > 1) {
            throw new UnreadableRecord(
                    "", "two decisions at once (expected: first the grant, then what came after it)");
        }
        if (!unknown.isEmpty()) {
            return unknown.get(0);
        }
        return stated.isEmpty() ? new Decision(Phase.GRANTED, otherwise, "valid_from") : stated.get(stated.size() - 1);
    }

    /** Whether {@code current} says all that {@code entry} says, but for when it was decided. */
    private static boolean says(
            ApprovalEntry current, ApprovalEntry entry, @Nullable Instant notBefore, @Nullable Instant expiresAt) {
        return isSame(entry.approver(), current.approver())
                && isSame(entry.grantee(), current.grantee())
                && isSame(entry.resource(), current.resource())
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
