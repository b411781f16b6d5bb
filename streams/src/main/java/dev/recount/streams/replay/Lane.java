package dev.recount.streams.replay;

import static java.util.Objects.requireNonNull;

import dev.recount.event.Event;
import dev.recount.streams.detect.RoutedMatch;
import dev.recount.streams.detect.RuleBook;
import dev.recount.streams.detect.SessionFold;
import dev.recount.streams.enrich.SessionMemory;
import dev.recount.streams.enrich.Sharing;
import dev.recount.streams.reference.Footprint;
import dev.recount.topic.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Runs through the events of whole sessions, in the order in which they were recorded. A session is in one lane only; lanes know
 * nothing of each other, so each may have a thread of its own. Not thread-safe.
 */
public final class Lane {

    /** Nobody is asked again: reference data does not change during a replay. */
    private static final Footprint UNHEEDED = Footprint.unheeded();

    private static final SessionMemory NOTHING = new SessionMemory();

    private final SessionFold fold;
    private final RuleBook rules;
    private final int rememberedMax;
    private final Duration outlived;
    private final Map<String, Session> sessions = new LinkedHashMap<>(16, 0.75f, true);
    private final GatheredMatches over;
    private long events;
    private int remembered;
    private int matched;

    /** What is known of a session so far. */
    private record Session(SessionMemory memory, GatheredMatches matches) {

        boolean isEmpty() {
            return memory.isEmpty() && matches.count() == 0;
        }
    }

    Lane(SessionFold fold, RuleBook rules, int rememberedMax) {
        this.fold = fold;
        this.rules = rules;
        this.over = new GatheredMatches(rules);
        this.rememberedMax = rememberedMax;
        this.outlived = outlived(rules);
    }

    /** Records of a partition may lie behind others that were recorded up to a day later. */
    private static Duration outlived(RuleBook rules) {
        var matches = rules.longestRetention();
        return (matches.compareTo(SessionMemory.KEPT_FOR) > 0 ? matches : SessionMemory.KEPT_FOR).plusDays(1);
    }

    /**
     * Takes in what a session was told by others of its family. All of that comes before the events of its own, so that none of them is
     * over before.
     */
    public void tell(String owner, Event event) {
        if (Sharing.concerns(event, owner)) {
            var session = sessions.computeIfAbsent(owner, this::begun);
            count(session, -1);
            fold.witness(session.memory(), UNHEEDED, event);
            count(session, 1);
        }
    }

    private Session begun(String owner) {
        return new Session(new SessionMemory(owner), new GatheredMatches(rules));
    }

    /** Takes in a recorded event: it has an id and its times. */
    public void accept(Event event) {
        accept(event, () -> event);
    }

    /**
     * Takes in a recorded event: it has an id and its times.
     *
     * @param seen what {@link Replay#glance} reads of it
     * @param whole reads all of it, which is done for the few from which something follows
     */
    public void accept(Event seen, Supplier<Event> whole) {
        events++;
        var owner = Topics.key(seen);
        var known = sessions.get(owner);
        if (fold.concerns(known == null ? NOTHING : known.memory(), seen)) {
            take(owner, known, whole.get());
        }
    }

    private void take(String owner, @Nullable Session known, Event event) {
        var session = known == null ? begun(owner) : known;
        count(session, -1);
        for (RoutedMatch routed : fold.accept(session.memory(), UNHEEDED, event).matches()) {
            session.matches().add(routed);
        }
        count(session, 1);
        if (known == null && !session.isEmpty()) {
            sessions.put(owner, session);
        }
        forgetEldest(requireNonNull(event.recordedAt(), "recordedAt"));
    }

    private void count(Session session, int sign) {
        remembered += sign * session.memory().all().size();
        matched += sign * session.matches().count();
    }

    /** A session whose events and matches have all outlived what may be remembered is as good as new. */
    private void forgetEldest(Instant now) {
        Iterator<Session> eldest = sessions.values().iterator();
        var session = eldest.hasNext() ? eldest.next() : null;
        if (session != null && session.memory().newest().plus(outlived).isBefore(now)) {
            eldest.remove();
            end(session);
        }
    }

    private void end(Session session) {
        count(session, -1);
        session.matches().dropSilent();
        matched += session.matches().count();
        over.addAll(session.matches());
    }

    /** Whether it remembers more than it may: then the same events must be run through in more lanes than one. */
    public boolean isFull() {
        return remembered > rememberedMax || matched > rememberedMax;
    }

    /** How many events it took in. */
    public long events() {
        return events;
    }

    /** What it has found, when all of its sessions have been run through. */
    GatheredMatches finished() {
        sessions.values().forEach(this::end);
        sessions.clear();
        return over;
    }
}
