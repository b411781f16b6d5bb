package dev.recount.streams.detect;

import dev.recount.codec.Excerpt;
import dev.recount.event.Event;
import java.util.HashSet;
import java.util.Set;

/**
 * The part of an event that tells whether anything at all follows from it. For most events nothing does, and their long fields,
 * such as arguments and the provider's record, need not be read. {@code GlanceTest} holds it against reading everything.
 */
final class Glance {

    /**
     * What sessions remember events for, what changes reference data, what answers an incident, what may be new to somebody's
     * habits, and where an event belongs.
     */
    private static final Set<String> ALWAYS = Set.of(
            "id",
            "type",
            "phase",
            "occurred_at",
            "recorded_at",
            "session.id",
            "session.parent_id",
            "actor",
            "action.id",
            "action.tool",
            "action.operation",
            "action.verb",
            "action.guard",
            "action.error",
            "credential",
            "resource",
            "destination.ref",
            "labels.tool_digest",
            "approval.id",
            "statement.text",
            "reference.kind",
            "reference.id",
            "correlation_id",
            "causation_id",
            "source.product",
            "source.service");

    private Glance() {}

    /** With what rules ask for besides. */
    static Excerpt excerpt(Set<String> asked) {
        Set<String> paths = new HashSet<>(ALWAYS);
        paths.addAll(asked);
        return Excerpt.of(Event.class, paths);
    }
}
