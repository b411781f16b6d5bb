package dev.recount.streams.enrich;

import dev.recount.event.Event;
import java.time.Duration;
import java.util.Objects;

/** How far friction reaches: what is done within half an hour of it may be a way around it. */
public final class FrictionReach {

    private static final Duration WINDOW = Duration.ofMinutes(30);

    private FrictionReach() {}

    /** Whether {@code event}, another one, lies within half an hour of {@code friction}, by their own clocks. */
    public static boolean covers(Event friction, Event event) {
        return !Objects.equals(friction.id(), event.id())
                && Duration.between(EventOrder.at(friction), EventOrder.at(event))
                                .abs()
                                .compareTo(WINDOW)
                        <= 0;
    }
}
