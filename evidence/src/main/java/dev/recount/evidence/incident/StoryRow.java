package dev.recount.evidence.incident;

import dev.recount.event.Event;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An event as the report tells it.
 *
 * @param leaf its place in the log
 * @param at when it happened
 * @param seq its number in its session; 0 when it has none
 * @param actor who
 * @param does what, in a few words
 * @param summary what was said of it; may be empty
 * @param credential with which credential
 * @param resource on what
 * @param rules ids of the rules whose alerts rest on it
 */
record StoryRow(
        long leaf,
        Instant at,
        long seq,
        String actor,
        String does,
        String summary,
        @Nullable String credential,
        @Nullable String resource,
        List<String> rules) {

    static final Comparator<StoryRow> IN_ORDER =
            Comparator.comparing(StoryRow::at).thenComparingLong(StoryRow::seq).thenComparingLong(StoryRow::leaf);

    private static final String NOBODY = "unknown";

    static StoryRow of(long leaf, Event event, List<String> rules) {
        var session = event.session();
        return new StoryRow(
                leaf,
                Objects.requireNonNullElse(event.occurredAt(), Instant.EPOCH),
                session == null || session.seq() == null ? 0 : session.seq(),
                Objects.requireNonNullElse(event.actorId(), NOBODY),
                does(event),
                summary(event),
                event.credentialKey(),
                event.resourceId(),
                rules);
    }

    private static String does(Event event) {
        var action = event.action();
        var named = action == null ? null : action.operation() == null ? action.tool() : action.operation();
        return Stream.of(
                        event.type().wire(),
                        event.phase() == null ? null : event.phase().wire(),
                        named)
                .filter(Objects::nonNull)
                .collect(Collectors.joining(" "));
    }

    private static String summary(Event event) {
        if (event.action() != null && event.action().summary() != null) {
            return event.action().summary();
        }
        return event.statement() == null || event.statement().text() == null
                ? ""
                : event.statement().text();
    }

    boolean isAlerted() {
        return !rules.isEmpty();
    }
}
