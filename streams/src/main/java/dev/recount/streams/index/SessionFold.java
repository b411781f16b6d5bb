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
            var clock = number(session.id(), entry, index);
            if (clock.disagreementMicros() > SessionKeys.USUAL_MICROS) {
                tell(event, entry.partition(), clock, index);
            }
        }
    }

    private static SessionClock number(String session, IndexEntry entry, IndexBatch index) {
        byte[] at = SessionKeys.clock(session, entry.partition());
        byte[] known = index.get(at);
        byte[] place = SessionKeys.numbered(session, entry);
        var clock = known == null
                ? SessionClock.of(entry.seq(), entry.occurredAtMicros())
                : with(SessionKeys.clock(known), session, entry, place, index);
        index.put(place, new byte[0]);
        index.put(at, SessionKeys.value(clock));
        return clock;
    }

    /**
     * Of two events that stand wrongly to each other, the one that was folded second finds the clock of both, so whatever has
     * both events is told when it gets that one.
     */
    private static void tell(Event event, int partition, SessionClock clock, IndexBatch index) {
        EventDimensions.of(event, (dimension, id) -> {
            byte[] at = SessionKeys.disagreeing(dimension, id, partition);
            byte[] known = index.get(at);
            var worst = known == null ? clock : SessionKeys.clock(known).worse(clock);
            index.put(at, SessionKeys.value(worst));
        });
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
