package dev.recount.streams.enrich;

import dev.recount.event.Event;
import dev.recount.event.EventType;
import dev.recount.event.Phase;
import dev.recount.event.Verb;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Finds remembered events by what ties them to others, without looking at all of them. */
final class MemoryIndex {

    /** Most sets have one event, and there are many sets. */
    private static final int FEW = 1;

    private final Map<String, Set<Event>> byCause = new HashMap<>();
    private final Map<String, Set<Event>> byAction = new HashMap<>();
    private final Map<String, Set<Event>> creations = new HashMap<>();
    private final Map<String, Set<Event>> byVerb = new HashMap<>();
    private final Map<String, Set<Event>> parents = new HashMap<>();
    private final Set<Event> issues = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Set<Event> tellings = Collections.newSetFromMap(new IdentityHashMap<>());

    void add(Event event) {
        add(byCause, event.causationId(), event);
        add(byAction, event.actionId(), event);
        add(byVerb, verb(event), event);
        add(parents, startedBy(event) == null ? null : event.sessionId(), event);
        if (event.is(EventType.CREDENTIAL, Phase.ISSUED)) {
            issues.add(event);
        }
        if (Steering.isTelling(event)) {
            tellings.add(event);
        }
        // Only what was made: to ask for a thing that exists already, and be refused, must not make it one's own.
        if (event.verb() == Verb.CREATE
                && event.phase() == Phase.SUCCEEDED
                && Relevance.of(event).filter(Relevance.CREATION::equals).isPresent()) {
            add(creations, event.resourceId(), event);
        }
    }

    void remove(Event event) {
        remove(byCause, event.causationId(), event);
        remove(byAction, event.actionId(), event);
        remove(byVerb, verb(event), event);
        remove(parents, event.sessionId(), event);
        issues.remove(event);
        tellings.remove(event);
        remove(creations, event.resourceId(), event);
    }

    /** The events that name the parent of {@code session}. */
    Stream<Event> parentTellers(String session) {
        return of(parents, session).stream();
    }

    /** The parent that {@code event} names, if it does. */
    static @Nullable String startedBy(Event event) {
        var session = event.session();
        return session == null
                        || session.parentId() == null
                        || session.parentId().equals(session.id())
                ? null
                : session.parentId();
    }

    /** What did one of {@code verbs}, or tried to. */
    Stream<Event> done(Set<Verb> verbs) {
        return verbs.stream().flatMap(verb -> of(byVerb, verb.name()).stream());
    }

    Stream<Event> issues() {
        return issues.stream();
    }

    Stream<Event> tellings() {
        return tellings.stream();
    }

    /** The events of the action that {@code event} belongs to. */
    Stream<Event> sameAction(Event event) {
        return of(byAction, event.actionId()).stream().filter(other -> Past.isOfSameSession(other, event));
    }

    private static @Nullable String verb(Event event) {
        return event.type() != EventType.ACTION || event.verb() == null
                ? null
                : event.verb().name();
    }

    Stream<Event> creations(String resource) {
        return of(creations, resource).stream();
    }

    Stream<Event> credentialUses(Event action) {
        return Stream.concat(of(byCause, action.id()).stream(), sameAction(action))
                .filter(used -> used.credentialKey() != null && used.phase() != Phase.DISCOVERED);
    }

    Stream<Event> causedBy(Event event) {
        return of(byCause, event.id()).stream();
    }

    private static void add(Map<String, Set<Event>> index, @Nullable String key, Event event) {
        if (key != null) {
            index.computeIfAbsent(key, ignored -> Collections.newSetFromMap(new IdentityHashMap<>(FEW)))
                    .add(event);
        }
    }

    private static void remove(Map<String, Set<Event>> index, @Nullable String key, Event event) {
        var events = key == null ? null : index.get(key);
        if (events != null) {
            events.remove(event);
            if (events.isEmpty()) {
                index.remove(key);
            }
        }
    }

    private static Set<Event> of(Map<String, Set<Event>> index, @Nullable String key) {
        return key == null ? Set.of() : index.getOrDefault(key, Set.of());
    }
}
