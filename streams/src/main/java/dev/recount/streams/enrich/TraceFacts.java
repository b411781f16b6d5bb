package dev.recount.streams.enrich;

import dev.recount.event.Event;
import dev.recount.event.EventType;
import dev.recount.event.Phase;
import dev.recount.event.Verb;
import java.time.Duration;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Records that are switched off or removed: whether another took over, and what they were the record of. */
final class TraceFacts {

    private static final Duration ERASED_WITHIN = Duration.ofMinutes(30);
    private static final Duration SUCCESSOR_WITHIN = Duration.ofHours(24);
    private static final Set<String> TRACES = Set.of(
            "message", "mail", "email", "query_job", "job", "export", "workflow_run", "session_log", "log", "history");
    private static final Set<Verb> MADE_ACTIVE = Set.of(Verb.CREATE, Verb.PROTECT_ON, Verb.RESTORE);
    private static final Set<Verb> OUTWARD =
            Set.of(Verb.SEND_EXTERNAL, Verb.SHARE_EXTERNAL, Verb.PUBLISH, Verb.GRANT, Verb.ISSUE_CREDENTIAL);

    private TraceFacts() {}

    static void add(Scene scene, Enrichment facts) {
        if (scene.event().type() != EventType.ACTION) {
            return;
        }
        var verb = scene.event().verb();
        if (verb == Verb.LOG_OFF || verb == Verb.LOG_PURGE) {
            Past.latest(scene, scene.memory().done(MADE_ACTIVE), SUCCESSOR_WITHIN, earlier -> succeeds(earlier, scene))
                    .ifPresent(successor -> facts.put(FactName.LOGGING_SUCCESSOR_EVENT, successor.id()));
        }
        if (verb != Verb.LOG_PURGE && (verb == null || !verb.destroys())) {
            return;
        }
        Past.latest(scene, scene.memory().done(OUTWARD), ERASED_WITHIN, earlier -> isTraceOf(scene.event(), earlier))
                .ifPresent(sent -> facts.put(FactName.ACTION_TRACE_OF_EVENT, sent.id()));
        if ("branch".equals(kind(scene.event()))) {
            Past.latest(scene, merges(scene), SUCCESSOR_WITHIN, earlier -> true)
                    .ifPresent(merge -> facts.put(FactName.RESOURCE_MERGED_EVENT, merge.id()));
        }
    }

    private static Stream<Event> merges(Scene scene) {
        return scene.memory().done(Set.of(Verb.MODIFY)).filter(TraceFacts::merges);
    }

    /** Whether {@code event} merged a branch. */
    static boolean merges(Event event) {
        return event.phase() == Phase.SUCCEEDED
                && String.valueOf(Effect.operation(event))
                        .toLowerCase(Locale.ROOT)
                        .contains("merge");
    }

    /** A recorder of the same kind, and another one, that is known to be active. */
    private static boolean succeeds(Event earlier, Scene scene) {
        var kind = kind(scene.event());
        return earlier.phase() == Phase.SUCCEEDED
                && kind != null
                && kind.equals(kind(earlier))
                && !Objects.equals(earlier.resourceId(), scene.event().resourceId());
    }

    /** The very thing that was sent, shared or granted, or a record of the kind that such acts leave. */
    private static boolean isTraceOf(Event erased, Event earlier) {
        boolean same = erased.resourceId() != null && erased.resourceId().equals(earlier.resourceId());
        return earlier.phase() != Phase.FAILED && (same || TRACES.contains(String.valueOf(kind(erased))));
    }

    private static @Nullable String kind(Event event) {
        return event.resource() == null ? null : event.resource().kind();
    }
}
