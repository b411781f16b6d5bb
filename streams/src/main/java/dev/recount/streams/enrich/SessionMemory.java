package dev.recount.streams.enrich;

import static java.util.Objects.requireNonNull;

import dev.recount.event.Action;
import dev.recount.event.Event;
import dev.recount.event.EventType;
import dev.recount.event.Verb;
import dev.recount.topic.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The remembered events of one session (or credential, or actor: of one key of the log), as a set. Adding the same events
 * in any order, any number of times, gives the same memory: what is forgotten is decided by when it was recorded and
 * by a bound, never by what came first, and never by an event's own clock.
 */
public final class SessionMemory {

    /** How long after it was recorded an event is remembered, measured on what was recorded since. */
    public static final Duration KEPT_FOR = Duration.ofDays(7);

    private static final Comparator<Remembered> OLDEST_FIRST = Comparator.comparing(
                    (Remembered remembered) -> recordedAt(remembered.event()))
            .thenComparing(Remembered::id);

    private final Map<String, Remembered> byId = new HashMap<>();
    private final EnumMap<Relevance, TreeSet<Remembered>> byReason = new EnumMap<>(Relevance.class);
    private final MemoryIndex index = new MemoryIndex();
    private final @Nullable String owner;
    private Instant newest = Instant.MIN;

    /** A memory of events that all are of one session. */
    public SessionMemory() {
        this(null);
    }

    /**
     * A memory that may also hold events of the session's family.
     *
     * @param owner the key of the session's own events; null when all are
     */
    public SessionMemory(@Nullable String owner) {
        this.owner = owner;
    }

    /** Whether {@code event} is of the session itself, and not what its family told it. */
    public boolean isOwn(Event event) {
        return owner == null || owner.equals(Topics.key(event));
    }

    /** Takes what a store kept, as it is. */
    public void restore(Remembered remembered) {
        put(remembered);
    }

    /** What is remembered under {@code eventId}. */
    public @Nullable Remembered get(String eventId) {
        return byId.get(eventId);
    }

    /**
     * Adds or replaces what is remembered about an event.
     *
     * @return what had to be forgotten for it, which may be the event itself
     */
    public List<Remembered> put(Remembered remembered) {
        var reason = Relevance.of(remembered.event()).orElse(Relevance.TRACKED);
        var before = byId.put(remembered.id(), remembered);
        var peers = byReason.computeIfAbsent(reason, ignored -> new TreeSet<>(OLDEST_FIRST));
        if (before != null && before.event().equals(remembered.event())) {
            peers.remove(before);
            peers.add(remembered);
            return List.of();
        }
        if (before != null) {
            peers.remove(before);
            index.remove(before.event());
        }
        peers.add(remembered);
        index.add(remembered.event());
        var recordedAt = recordedAt(remembered.event());
        newest = recordedAt.isAfter(newest) ? recordedAt : newest;
        return forget();
    }

    private List<Remembered> forget() {
        List<Remembered> forgotten = new ArrayList<>();
        var horizon = newest.minus(KEPT_FOR);
        byReason.forEach((reason, peers) -> {
            while (!peers.isEmpty()
                    && (peers.size() > reason.kept()
                            || recordedAt(peers.first().event()).isBefore(horizon))) {
                forgotten.add(requireNonNull(peers.pollFirst()));
            }
        });
        for (Remembered remembered : forgotten) {
            byId.remove(remembered.id());
            index.remove(remembered.event());
        }
        return forgotten;
    }

    /** Everything remembered, in no particular order. */
    public Collection<Remembered> all() {
        return byId.values();
    }

    /** What is remembered about {@code events}. */
    public Stream<Remembered> all(Collection<Event> events) {
        return events.stream()
                .map(event -> byId.get(String.valueOf(event.id())))
                .filter(Objects::nonNull);
    }

    /** What is remembered for {@code reason}, in the order it was recorded. */
    public Stream<Event> all(Relevance reason) {
        return events(reason);
    }

    /** The remembered events of the action that {@code event} belongs to, and the one that it names as its cause. */
    public Stream<Event> partsOfAction(Event event) {
        var cause = event.causationId() == null ? null : byId.get(event.causationId());
        return Stream.concat(index.sameAction(event), Stream.ofNullable(cause).map(Remembered::event));
    }

    /** The events in which something presented a credential as part of {@code action}. */
    Stream<Event> credentialUses(Event action) {
        return index.credentialUses(action);
    }

    /** The actions that did one of {@code verbs}, or tried to. */
    Stream<Event> done(Set<Verb> verbs) {
        return index.done(verbs);
    }

    /** The acts that reach somebody, or that the tool of a server did. */
    Stream<Event> tellings() {
        return index.tellings();
    }

    /** The events in which a credential came into being. */
    Stream<Event> issues() {
        return index.issues();
    }

    /** The remembered events of the action that {@code event} belongs to. */
    Stream<Event> sameAction(Event event) {
        return index.sameAction(event);
    }

    /** The events that made the resource {@code id}. */
    Stream<Event> creations(String id) {
        return index.creations(id);
    }

    /** The remembered events that name {@code event} as their cause. */
    public Stream<Event> causedBy(Event event) {
        return index.causedBy(event);
    }

    /** What a consequence or a use of a credential came of, when that is remembered; an action speaks for itself. */
    @Nullable
    Event causeOf(Event event) {
        if (event.causationId() == null || event.type() == EventType.ACTION) {
            return null;
        }
        var remembered = byId.get(event.causationId());
        return remembered == null ? null : remembered.event();
    }

    /** The session that the one of {@code event} goes back to, as far as it is known who started whom. */
    String rootOf(Event event) {
        var root = requireNonNull(event.sessionId(), "session");
        var parent = parent(Stream.concat(index.parentTellers(root), Stream.of(event)));
        Set<String> line = new HashSet<>(Set.of(root));
        while (parent.isPresent() && line.add(parent.get())) {
            root = parent.get();
            parent = parent(index.parentTellers(root));
        }
        return root;
    }

    private static Optional<String> parent(Stream<Event> tellers) {
        return tellers.map(MemoryIndex::startedBy).filter(Objects::nonNull).min(Comparator.naturalOrder());
    }

    /** Whether nothing else that is remembered says who the parent of the session of {@code event} is. */
    boolean aloneTellsOfParent(Event event) {
        return MemoryIndex.startedBy(event) != null
                && index.parentTellers(String.valueOf(event.sessionId()))
                        .allMatch(other -> String.valueOf(other.id()).equals(event.id()));
    }

    /** What {@code event} acted on: its own resource, else its cause's. */
    public @Nullable String resourceOf(Event event) {
        var cause = event.resourceId() == null ? causeOf(event) : null;
        return cause == null ? event.resourceId() : cause.resourceId();
    }

    /** What {@code event} did: its own operation, else its cause's. */
    @Nullable
    Action actionOf(Event event) {
        var action = event.action();
        if (action != null && (action.verb() != null || action.operation() != null)) {
            return action;
        }
        var cause = causeOf(event);
        return cause == null || cause.action() == null ? action : cause.action();
    }

    /** The verb of what {@code event} did. */
    public @Nullable Verb verbOf(Event event) {
        var action = actionOf(event);
        return action == null ? null : action.verb();
    }

    /** Events remembered for {@code reason}, in the order they were recorded. */
    Stream<Event> events(Relevance reason) {
        var peers = byReason.get(reason);
        return peers == null ? Stream.empty() : peers.stream().map(Remembered::event);
    }

    /** Every remembered event, in the order of reasons and of recording. */
    Stream<Event> events() {
        return byReason.values().stream().flatMap(Collection::stream).map(Remembered::event);
    }

    public boolean isEmpty() {
        return byId.isEmpty();
    }

    /** When the newest event was recorded. */
    public Instant newest() {
        return newest;
    }

    private static Instant recordedAt(Event event) {
        return requireNonNull(event.recordedAt(), "recordedAt");
    }
}
