package dev.recount.streams.enrich;

import dev.recount.event.Event;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** What a session did before an event. */
final class Past {

    private Past() {}

    /** The latest of {@code candidates} that may have happened before the scene's event, no longer ago than {@code reach}. */
    static Optional<Event> latest(Scene scene, Stream<Event> candidates, Duration reach, Predicate<Event> wanted) {
        return candidates
                .filter(wanted)
                .filter(earlier -> isBefore(scene, earlier, reach))
                .max(EventOrder.SHOWN);
    }

    static boolean isBefore(Scene scene, Event earlier, Duration reach) {
        return !Objects.equals(earlier.id(), scene.event().id())
                && EventOrder.mayPrecede(earlier, scene.event())
                && Duration.between(EventOrder.at(earlier), scene.at()).compareTo(reach) <= 0;
    }

    /** Whether two events belong to one action, as its request and its outcome do. */
    static boolean isSameAction(Event one, Event other) {
        return one.actionId() != null && one.actionId().equals(other.actionId()) && isOfSameSession(one, other);
    }

    /** Whether two events are of one session; others of its family have numbers of their own. */
    static boolean isOfSameSession(Event one, Event other) {
        return Objects.equals(one.sessionId(), other.sessionId());
    }
}
