package dev.recount.streams.enrich;

import dev.recount.event.Action;
import dev.recount.event.Event;
import dev.recount.event.Task;
import dev.recount.event.Verb;
import dev.recount.reference.ResourceEntry;
import dev.recount.streams.reference.Declared;
import dev.recount.streams.reference.Footprint;
import dev.recount.streams.reference.ReferenceBook;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** An event in its surroundings: what else its session remembers, and what was declared at the time. */
record Scene(Event event, SessionMemory memory, ReferenceBook book, Footprint footprint) {

    Instant at() {
        return EventOrder.at(event);
    }

    /** The operation the event is about: its own, else that of the event that caused it. */
    @Nullable
    Action action() {
        return memory.actionOf(event);
    }

    /** What was acted on: the event's own resource, else that of the event that caused it. */
    @Nullable
    String resourceId() {
        return memory.resourceOf(event);
    }

    @Nullable
    Verb verb() {
        var action = action();
        return action == null ? null : action.verb();
    }

    /** The one name of the credential that {@code other} was done with, if any. */
    @Nullable
    String credentialKey(Event other) {
        if (other.credentialKey() != null) {
            return book.canonicalCredential(other.credentialKey());
        }
        return memory.credentialUses(other)
                .map(used -> book.canonicalCredential(String.valueOf(used.credentialKey())))
                .min(Comparator.naturalOrder())
                .orElse(null);
    }

    /** What the session was asked to do, as of the event. */
    Optional<Task> task() {
        if (event.session() != null && event.session().task() != null) {
            return Optional.of(event.session().task());
        }
        Predicate<Event> tells =
                start -> start.session() != null && start.session().task() != null;
        return starts(tells)
                .filter(start -> EventOrder.mayPrecede(start, event))
                .max(EventOrder.SHOWN)
                .or(() -> starts(tells).min(EventOrder.SHOWN))
                .flatMap(start -> Optional.ofNullable(start.session()).map(session -> session.task()));
    }

    /** What was said of the event's session when it began; where that tells nothing, what was said of those that led to it. */
    Stream<Event> starts(Predicate<Event> tells) {
        var starts = memory.events(Relevance.CONTEXT).filter(tells).toList();
        var own = starts.stream()
                .filter(start -> Past.isOfSameSession(start, event))
                .toList();
        return own.isEmpty() ? starts.stream() : own.stream();
    }

    /** What is declared about the resource {@code id}; who asks is noted. */
    Optional<Declared<ResourceEntry>> resource(@Nullable String id) {
        if (id == null) {
            return Optional.empty();
        }
        footprint.resource(id);
        return book.resource(id, at());
    }
}
