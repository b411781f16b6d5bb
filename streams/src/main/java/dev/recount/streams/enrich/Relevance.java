package dev.recount.streams.enrich;

import dev.recount.event.Event;
import dev.recount.event.EventType;
import dev.recount.event.Phase;
import dev.recount.event.Verb;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Why an event is remembered. A function of the event alone, so that what a session remembers does not depend on the
 * order of arrival. Each reason has its own bound; over it, those recorded first are forgotten first.
 */
public enum Relevance {
    /** What the session was asked to do, and orders to it. */
    CONTEXT(64),
    /** A credential became readable. */
    SIGHTING(512),
    /** An attempt failed or was refused. */
    FRICTION(128),
    /** Something was made. */
    CREATION(512),
    /** A prompt, or words and data from elsewhere, entered the context. */
    CONTENT(256),
    /** Something that is no file was read. */
    READING(128),
    /** A command whose target is not known was run, or something installed. */
    EXECUTION(128),
    /** Something else was changed, mostly a file: an order to stop or a refusal that comes late may bear on it. */
    CHANGE(256),
    /** A claim that can be held against what happened. */
    CLAIM(32),
    /** An event whose own facts matter and may change later. */
    TRACKED(1_024);

    private static final Set<String> FILE_KINDS = Set.of("file", "directory", "path");

    private final int kept;

    Relevance(int kept) {
        this.kept = kept;
    }

    /** How many events are remembered for this reason. */
    int kept() {
        return kept;
    }

    /** Why {@code event} is remembered; empty when it need not be. */
    public static Optional<Relevance> of(Event event) {
        return switch (event.type()) {
            case SESSION -> event.phase() == Phase.STARTED ? Optional.of(CONTEXT) : Optional.empty();
            case CREDENTIAL -> Optional.of(event.phase() == Phase.DISCOVERED ? SIGHTING : TRACKED);
            case ACTION -> ofAction(event);
            case EFFECT -> Optional.of(TRACKED);
            case CONTROL -> isOrder(event.phase()) ? Optional.of(CONTEXT) : Optional.empty();
            case CONTENT -> Optional.of(CONTENT);
            case STATEMENT -> StatementFacts.claimsNothingLost(event) ? Optional.of(CLAIM) : Optional.empty();
            default -> Optional.empty();
        };
    }

    private static boolean isOrder(@Nullable Phase phase) {
        return phase == Phase.STOP || phase == Phase.PAUSE || phase == Phase.GUARD_WARNED;
    }

    private static Optional<Relevance> ofAction(Event event) {
        if (event.phase() == Phase.FAILED || event.phase() == Phase.DENIED || DenialFacts.warns(event)) {
            return Optional.of(FRICTION);
        }
        if (PlanFacts.isPlanning(event)) {
            return Optional.of(TRACKED);
        }
        if (event.sessionId() != null && event.verb() != null && event.verb().onlyReads()) {
            return ofReading(event);
        }
        var verb = event.verb();
        if (verb == Verb.CREATE && event.resourceId() != null) {
            return Optional.of(CREATION);
        }
        if (event.credential() != null || risky(verb, event) || Steering.isTelling(event)) {
            return Optional.of(TRACKED);
        }
        return ofOtherAct(event, verb);
    }

    private static Optional<Relevance> ofOtherAct(Event event, @Nullable Verb verb) {
        if (verb == null || verb.onlyReads()) {
            return Optional.empty();
        }
        boolean runs = verb == Verb.EXECUTE || verb == Verb.INSTALL;
        return Optional.of(runs && event.sessionId() != null ? EXECUTION : CHANGE);
    }

    private static Optional<Relevance> ofReading(Event event) {
        if (ContentFacts.isContent(event)) {
            return Optional.of(CONTENT);
        }
        if (event.credential() != null) {
            return Optional.of(TRACKED);
        }
        boolean reads = event.verb() == Verb.READ && event.phase() == Phase.SUCCEEDED && event.resourceId() != null;
        return reads && !isFile(event) ? Optional.of(READING) : Optional.empty();
    }

    private static boolean isFile(Event event) {
        return event.resource() != null
                && FILE_KINDS.contains(String.valueOf(event.resource().kind()));
    }

    private static boolean risky(@Nullable Verb verb, Event event) {
        if (verb == null || verb.onlyReads() || verb == Verb.AUTHENTICATE) {
            return false;
        }
        return switch (verb) {
            case MODIFY, EXECUTE, INSTALL, CREATE -> aimsBeyondFiles(event);
            default -> true;
        };
    }

    /** Editing files is what coding agents do all day; only work on something with a place in the world is tracked. */
    private static boolean aimsBeyondFiles(Event event) {
        var resource = event.resource();
        return resource != null
                && (resource.environment() != null
                        || resource.environmentAsserted() != null
                        || (resource.id() != null && !FILE_KINDS.contains(String.valueOf(resource.kind()))));
    }

    /** Whether the facts of other events of the session may rest on {@code event}. */
    static boolean informsOthers(Event event) {
        return of(event).isPresent() && (event.type() != EventType.EFFECT || event.causationId() != null);
    }
}
