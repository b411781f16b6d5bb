package dev.recount.streams.replay;

import static java.util.Objects.requireNonNull;

import dev.recount.event.Event;
import dev.recount.streams.detect.RuleBook;
import dev.recount.streams.detect.SessionFold;
import dev.recount.streams.enrich.SessionMemory;
import dev.recount.streams.enrich.Sharing;
import dev.recount.topic.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Runs through the events of whole sessions, in the order in which they were recorded. A session is in one lane only; lanes know
 * nothing of each other, so each may have a thread of its own. Not thread-safe.
 */
public final class Lane {

    private static final SessionMemory NOTHING = new SessionMemory();

    private final Function<String, SessionRun> begun;
    private final SessionFold fold;
    private final int rememberedMax;
    private final Duration outlived;
    private final Map<String, SessionRun> sessions = new LinkedHashMap<>(16, 0.75f, true);
    private final IdleSessions idle = new IdleSessions();
    private final GatheredMatches over;
    private long events;
    private int remembered;
    private int matched;

    /**
     * A lane that has not begun.
     *
     * @param begun makes a session of which nothing is known yet but the key of its events
     * @param fold tells which events concern anybody
     */
    Lane(Function<String, SessionRun> begun, SessionFold fold, RuleBook rules, int rememberedMax) {
        this.begun = begun;
        this.fold = fold;
        this.over = new GatheredMatches(rules);
        this.rememberedMax = rememberedMax;
        this.outlived = outlived(rules);
    }

    /** Records of a partition may lie behind others that were recorded up to a day later. */
    private static Duration outlived(RuleBook rules) {
        var matches = rules.longestRetention();
        return (matches.compareTo(SessionMemory.KEPT_FOR) > 0 ? matches : SessionMemory.KEPT_FOR).plusDays(1);
    }

    /** Takes in what a session was told by others of its family; see {@link #tell(String, Supplier)}. */
    public void tell(String owner, Event event) {
        tell(owner, () -> event);
    }

    /**
     * Takes in what a session was told by others of its family. All of that comes before the events of its own, so that none of them is
     * over before.
     *
     * @param told reads the event; each time the same, and perhaps again much later
     */
    public void tell(String owner, Supplier<Event> told) {
        var event = told.get();
        if (Sharing.concerns(event, owner)) {
            var session = sessions.computeIfAbsent(owner, this::watched);
            session.saw(requireNonNull(event.recordedAt(), "recordedAt"));
            change(session, () -> session.hear(told));
        }
    }

    private SessionRun watched(String owner) {
        var session = begun.apply(owner);
        idle.watch(session);
        return session;
    }

    /** Takes in a recorded event: it has an id and its times. */
    public void accept(Event event) {
        accept(event, () -> event);
    }

    /**
     * Takes in a recorded event: it has an id and its times.
     *
     * @param seen what {@link Replay#glance} reads of it
     * @param whole reads all of it, which is done for the few from which something follows; each time the same, and perhaps much later
     */
    public void accept(Event seen, Supplier<Event> whole) {
        events++;
        var at = requireNonNull(seen.recordedAt(), "recordedAt");
        var owner = Topics.key(seen);
        var known = sessions.get(owner);
        if (known != null) {
            known.saw(at);
        }
        sleepIdle(at);
        if (known != null) {
            goOn(known, seen, whole);
        } else if (fold.concerns(NOTHING, seen)) {
            begin(owner, whole, at);
        }
    }

    private void begin(String owner, Supplier<Event> whole, Instant at) {
        var session = begun.apply(owner);
        session.take(whole);
        session.saw(at);
        if (!session.isEmpty()) {
            count(session, 1);
            sessions.put(owner, session);
            idle.watch(session);
            endEldest(at);
        }
    }

    private void goOn(SessionRun session, Event seen, Supplier<Event> whole) {
        change(session, () -> {
            if (fold.concerns(session.memory(), seen)) {
                session.take(whole);
            }
        });
    }

    /** Does something by which a session may wake, or remember more or less. */
    private void change(SessionRun session, Runnable change) {
        boolean wakes = session.isAsleep();
        count(session, -1);
        change.run();
        count(session, 1);
        if (wakes) {
            idle.watch(session);
        }
    }

    private void count(SessionRun session, int sign) {
        remembered += sign * session.remembered();
        matched += sign * session.matched();
    }

    private void sleepIdle(Instant now) {
        for (var session = idle.next(now); session != null; session = idle.next(now)) {
            count(session, -1);
            session.sleep();
            count(session, 1);
        }
    }

    /** Sessions whose events and matches have all outlived what may be remembered are as good as new. */
    private void endEldest(Instant now) {
        Iterator<SessionRun> eldest = sessions.values().iterator();
        for (var session = eldest.next(); isOutlived(session, now); session = eldest.next()) {
            eldest.remove();
            end(session);
        }
    }

    private boolean isOutlived(SessionRun session, Instant now) {
        return session.lastSeen().plus(outlived).isBefore(now);
    }

    private void end(SessionRun session) {
        count(session, -1);
        var found = session.finished();
        matched += found.count();
        over.addAll(found);
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
