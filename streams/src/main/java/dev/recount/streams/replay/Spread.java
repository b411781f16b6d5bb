package dev.recount.streams.replay;

import java.time.Duration;
import java.util.Collection;
import java.util.Optional;

/** How long something took: the shortest, the middle and the longest time. */
public record Spread(Duration shortest, Duration median, Duration longest) {

    /** Of some times; empty if there is none. */
    static Optional<Spread> of(Collection<Duration> times) {
        if (times.isEmpty()) {
            return Optional.empty();
        }
        var sorted = times.stream().sorted().toList();
        return Optional.of(
                new Spread(sorted.get(0), sorted.get((sorted.size() - 1) / 2), sorted.get(sorted.size() - 1)));
    }
}
