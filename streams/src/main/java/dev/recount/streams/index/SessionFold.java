package dev.recount.streams.index;

import dev.recount.event.Event;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Notes, for each event that its session has numbered, its place by number, and how far the session's clocks disagree. */
final class SessionFold {

    private SessionFold() {}

    static void apply(Event event, IndexEntry entry, IndexBatch index) {
        var session = event.session();
        if (session == null || session.id() == null) {
            return;
        }
        if (session.parentId() != null) {
            index.put(
                    SessionKeys.child(session.parentId(), session.id()),
                    session.id().getBytes(StandardCharsets.UTF_8));
        }
        if (entry.hasSeq()) {
            number(session.id(), entry, index);
        }
    }

    private static void number(String session, IndexEntry entry, IndexBatch index) {
        byte[] at = SessionKeys.clock(session, entry.partition());
        byte[] known = index.get(at);
        byte[] place = SessionKeys.numbered(session, entry);
        var clock = known == null
                ? SessionClock.of(entry.seq(), entry.occurredAtMicros())
                : with(SessionKeys.clock(known), session, entry, place, index);
        index.put(place, new byte[0]);
        index.put(at, SessionKeys.value(clock));
        if (clock.disagreementMicros() > SessionKeys.USUAL_MICROS) {
            index.put(SessionKeys.disagreeing(entry), SessionKeys.value(clock));
        }
    }

    private static SessionClock with(
            SessionClock clock, String session, IndexEntry entry, byte[] place, IndexBatch index) {
        if (clock.isBehindAll(entry.seq(), entry.occurredAtMicros())) {
            return clock.appended(entry.seq(), entry.occurredAtMicros());
        }
        byte[] all = SessionKeys.numbered(session, entry.partition());
        return clock.inserted(
                entry.seq(),
                entry.occurredAtMicros(),
                micros(index.last(all, place), entry),
                micros(index.first(place, SessionKeys.after(all)), entry));
    }

    private static long micros(byte @Nullable [] key, IndexEntry otherwise) {
        return key == null ? otherwise.occurredAtMicros() : SessionKeys.numberedMicros(key);
    }
}
