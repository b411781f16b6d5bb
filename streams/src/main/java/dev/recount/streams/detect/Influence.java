package dev.recount.streams.detect;

import dev.recount.event.Event;
import dev.recount.streams.enrich.EventOrder;
import dev.recount.streams.enrich.Relevance;
import dev.recount.streams.enrich.Remembered;
import dev.recount.streams.enrich.SessionMemory;
import dev.recount.streams.reference.ReferenceBook;
import java.time.Duration;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Whose facts an event can change. It may name too many but never too few; {@code InfluenceTest} holds it against evaluating
 * everything.
 */
final class Influence {

    private static final Duration FRICTION_REACHES = Duration.ofMinutes(31);

    private final Event cause;
    private final boolean isContext;
    private final boolean isFriction;
    private final @Nullable String credential;
    private final ReferenceBook book;
    private final SessionMemory memory;

    Influence(Event cause, SessionMemory memory, ReferenceBook book) {
        this.cause = cause;
        this.book = book;
        this.memory = memory;
        this.isContext = Relevance.of(cause).filter(Relevance.CONTEXT::equals).isPresent();
        this.credential = canonical(cause);
        this.isFriction = isFriction(cause)
                || (credential != null && memory.all().stream().anyMatch(this::isBarredAttemptOfCause));
    }

    /** The remembered events, other than the cause itself, whose facts may rest on it. */
    Stream<Remembered> reached() {
        return memory.all().stream()
                .filter(other -> !other.id().equals(cause.id()))
                .filter(other -> reaches(other.event()));
    }

    private boolean reaches(Event other) {
        return isContext
                || (isFriction && isNear(other))
                || Objects.equals(cause.id(), other.causationId())
                || (credential != null && sharesCredential(other))
                || sharesResource(other)
                || (destroys(cause) && destroys(other));
    }

    private boolean sharesCredential(Event other) {
        return Objects.equals(credential, canonical(other)) || isSameAction(other);
    }

    private boolean isSameAction(Event other) {
        return (cause.actionId() != null && cause.actionId().equals(other.actionId()))
                || (cause.causationId() != null && cause.causationId().equals(other.id()));
    }

    private boolean sharesResource(Event other) {
        return cause.resourceId() != null
                && (cause.resourceId().equals(other.resourceId())
                        || (other.resourceId() == null && other.causationId() != null));
    }

    private boolean isNear(Event other) {
        return Duration.between(EventOrder.at(cause), EventOrder.at(other))
                        .abs()
                        .compareTo(FRICTION_REACHES)
                <= 0;
    }

    private boolean isBarredAttemptOfCause(Remembered other) {
        return isFriction(other.event()) && isSameAction(other.event());
    }

    private static boolean isFriction(Event event) {
        return Relevance.of(event).filter(Relevance.FRICTION::equals).isPresent();
    }

    /** An event without a verb of its own may take one from its cause. */
    private static boolean destroys(Event event) {
        var verb = event.verb();
        return verb != null ? verb.destroys() : event.causationId() != null;
    }

    private @Nullable String canonical(Event event) {
        return event.credentialKey() == null ? null : book.canonicalCredential(event.credentialKey());
    }
}
