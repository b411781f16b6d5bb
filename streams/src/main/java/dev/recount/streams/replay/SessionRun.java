package dev.recount.streams.replay;

import static java.util.Objects.requireNonNull;

import dev.recount.event.Event;
import dev.recount.streams.detect.RuleBook;
import dev.recount.streams.detect.SessionFold;
import dev.recount.streams.enrich.SessionMemory;
import dev.recount.streams.reference.Footprint;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One session, as far as a lane has come with it. It keeps the records from which something followed, unread, and can be run through
 * them again to end where it is. That is done for two reasons. At first its matches are sketched, and told in full only if an
 * alert may come of them; of most sessions none does. And while nothing happens in it, it may sleep without any memory; most sessions
 * never wake, and asleep they are a fraction of what the collector would have to copy and trace. Not thread-safe.
 */
final class SessionRun {

    /** Running through more than that again costs more than it saves. */
    static final int RECORDS_MAX = 1_000;

    /** Who wakes that often stays awake, so that little is run through many times. */
    static final int SLEEPS_MAX = 3;

    /** Nobody is asked again: reference data does not change during a replay. */
    private static final Footprint UNHEEDED = Footprint.unheeded();

    private final String owner;
    private final SessionFold full;
    private final RuleBook rules;
    private SessionFold fold;
    private GatheredMatches matches;
    private Instant lastSeen = Instant.MIN;
    private int sleeps;

    /** Null while it sleeps. */
    private @Nullable SessionMemory memory;

    /** Those from which something followed, in their order; null when they are too many. */
    private @Nullable List<Taken> records = new ArrayList<>(1);

    /** A record of the session itself, or one that others of its family told it of. */
    private record Taken(Supplier<Event> event, boolean own) {}

    /**
     * A session of which nothing is known yet.
     *
     * @param owner the key of its events
     * @param sketch a fold by {@link RuleBook#sketching} rules
     * @param full a fold by the rules themselves
     */
    SessionRun(String owner, SessionFold sketch, SessionFold full, RuleBook rules) {
        this.owner = owner;
        this.memory = new SessionMemory(owner);
        this.fold = sketch;
        this.full = full;
        this.rules = rules;
        this.matches = new GatheredMatches(rules);
    }

    /** Notes that something of it was recorded at {@code at}, whatever it was. */
    void saw(Instant at) {
        lastSeen = at.isAfter(lastSeen) ? at : lastSeen;
    }

    /** When the latest that is known of it was recorded. */
    Instant lastSeen() {
        return lastSeen;
    }

    /** Takes in an event of which something may follow. */
    void take(Supplier<Event> event) {
        take(new Taken(event, true));
    }

    /** Takes in what others of its family told it of. */
    void hear(Supplier<Event> event) {
        take(new Taken(event, false));
    }

    private void take(Taken taken) {
        boolean changed = run(memory(), taken);
        if (changed && records != null) {
            records.add(taken);
            if (records.size() > RECORDS_MAX) {
                tellInFull();
                records = null;
            }
        }
    }

    /** What it remembers; for that it wakes. */
    SessionMemory memory() {
        return memory != null ? memory : runAgain();
    }

    private SessionMemory runAgain() {
        var again = new SessionMemory(owner);
        memory = again;
        matches = new GatheredMatches(rules);
        requireNonNull(records).forEach(taken -> run(again, taken));
        return again;
    }

    private void tellInFull() {
        if (fold != full) {
            fold = full;
            var unused = runAgain();
        }
    }

    /** Drops matches of which no alert comes, and tells the others in full. */
    private void settle() {
        matches.dropSilent();
        if (fold != full && matches.haveSessionBound()) {
            tellInFull();
            matches.dropSilent();
        }
    }

    /** Whether anything came of it. */
    private boolean run(SessionMemory into, Taken taken) {
        var event = taken.event().get();
        var outcome = taken.own() ? fold.accept(into, UNHEEDED, event) : fold.witness(into, UNHEEDED, event);
        outcome.matches().forEach(matches::add);
        return !outcome.isEmpty();
    }

    boolean isAsleep() {
        return memory == null;
    }

    /** Sleeps, if it may. */
    void sleep() {
        if (memory != null && records != null && sleeps < SLEEPS_MAX) {
            sleeps++;
            settle();
            memory = null;
        }
    }

    boolean isEmpty() {
        return remembered() == 0 && matched() == 0;
    }

    /** How many events it remembers. */
    int remembered() {
        return memory != null ? memory.all().size() : requireNonNull(records).size();
    }

    /** How many matches it keeps. */
    int matched() {
        return matches.count();
    }

    /** What it came to, when nothing more belongs to it. */
    GatheredMatches finished() {
        settle();
        return matches;
    }
}
