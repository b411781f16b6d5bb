package dev.recount.streams.enrich;

import dev.recount.event.Event;
import dev.recount.event.EventType;
import dev.recount.event.Phase;
import dev.recount.event.Verb;
import java.util.Collections;
import java.util.EnumSet;
import java.util.IdentityHashMap;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which remembered acts an event bears on by what it is: what came in bears on what goes out, a recorder on the recorder that
 * is switched off, an act on the removal of its trace. May name too many, never too few.
 */
public final class Bearing {

    private static final Set<Verb> LEAVES_TRACES =
            EnumSet.of(Verb.SEND_EXTERNAL, Verb.SHARE_EXTERNAL, Verb.PUBLISH, Verb.GRANT, Verb.ISSUE_CREDENTIAL);
    private static final Set<Verb> REMOVES = EnumSet.of(Verb.DESTROY, Verb.DESTROY_BACKUP, Verb.PURGE, Verb.LOG_PURGE);
    private static final Set<Verb> UNRECORDS = EnumSet.of(Verb.LOG_OFF, Verb.LOG_PURGE);
    private static final Set<Verb> MADE_ACTIVE = EnumSet.of(Verb.CREATE, Verb.PROTECT_ON, Verb.RESTORE);
    private static final Set<Verb> CONFIGURES = EnumSet.of(Verb.CONFIGURE_AGENT);

    private Bearing() {}

    /** Whether {@code cause} may bear on everything that the session remembers. */
    public static boolean onEverything(Event cause, @Nullable Relevance relevance, SessionMemory memory) {
        return relevance == Relevance.CONTEXT
                || memory.aloneTellsOfParent(cause)
                || cause.verb() == Verb.CONFIGURE_AGENT
                || (DenialFacts.isRefused(cause)
                        && memory.done(CONFIGURES).findAny().isPresent())
                || (ContentFacts.isPrompt(cause) && hasOrder(memory));
    }

    private static boolean hasOrder(SessionMemory memory) {
        return Stream.concat(memory.all(Relevance.CONTEXT), memory.all(Relevance.FRICTION))
                .anyMatch(StopFacts::stops);
    }

    /** The remembered events that {@code cause} bears on by what they did. */
    public static Set<Event> on(Event cause, @Nullable Relevance relevance, SessionMemory memory) {
        Set<Event> reached = Collections.newSetFromMap(new IdentityHashMap<>());
        var verb = cause.verb();
        if (relevance == Relevance.CONTENT || relevance == Relevance.READING || verb == Verb.READ_SECRET) {
            memory.tellings().forEach(reached::add);
        }
        if (cause.is(EventType.CREDENTIAL, Phase.ISSUED)) {
            memory.all().forEach(other -> reached.add(other.event()));
        }
        if (answers(cause, memory)) {
            memory.sameAction(cause).forEach(reached::add);
        }
        if (cause.type() != EventType.ACTION || verb == null) {
            return reached;
        }
        if (MADE_ACTIVE.contains(verb)) {
            memory.done(UNRECORDS).forEach(reached::add);
        }
        if (LEAVES_TRACES.contains(verb) || TraceFacts.merges(cause)) {
            memory.done(REMOVES).forEach(reached::add);
        }
        if (verb.destroys()) {
            memory.all(Relevance.CLAIM).forEach(reached::add);
        }
        if (cause.phase() == Phase.REQUESTED) {
            memory.sameAction(cause).forEach(reached::add);
        }
        return reached;
    }

    /** Whether {@code cause} tells that what was asked for was refused, or that after a refusal it was done all the same. */
    private static boolean answers(Event cause, SessionMemory memory) {
        return DenialFacts.isRefused(cause)
                || (CarriedOut.tells(cause) && memory.sameAction(cause).anyMatch(DenialFacts::isRefused));
    }

    /** The remembered events that {@code cause} bears on because it tells when they were carried out. */
    public static Set<Event> onApprovals(Event cause, SessionMemory memory) {
        if (!CarriedOut.tells(cause)) {
            return Set.of();
        }
        Set<Event> judged = Collections.newSetFromMap(new IdentityHashMap<>());
        memory.sameAction(cause)
                .flatMap(part -> Stream.concat(Stream.of(part), memory.causedBy(part)))
                .filter(other -> changesSomething(memory.verbOf(other)))
                .forEach(judged::add);
        return judged;
    }

    private static boolean changesSomething(@Nullable Verb verb) {
        return verb != null && !verb.onlyReads();
    }
}
