package dev.recount.streams.detect;

import java.util.Set;

/** The fields of an event that every match takes with it, because alerts and incidents speak of them. */
final class EvidenceFields {

    static final Set<String> ALWAYS = Set.of(
            "type",
            "phase",
            "session.id",
            "line.id",
            "actor.id",
            "actor.name",
            "actor.kind",
            "action.id",
            "action.verb",
            "action.operation",
            "action.destructive",
            "action.refused",
            "action.reversibility",
            "action.undo_until",
            "approval.state",
            "credential.key",
            "credential.found_at",
            "credential.purpose",
            "resource.id",
            "resource.name",
            "resource.kind",
            "resource.role",
            "resource.environment",
            "resource.environment_inferred",
            "resource.environment_asserted",
            "resource.protection_group",
            "resource.created_by_session",
            "recovery.lost_with_it",
            "recovery.surviving",
            "recovery.last_path");

    private EvidenceFields() {}
}
