package dev.recount.query.access;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Decides which calls that are turned away are put on record, so that the record is whole and a flood cannot bury it: within a
 * minute each different call of each caller is listed once, up to a hundred of one and two thousand of all; whatever
 * repeats, and what goes beyond that, is counted, and the count told at the tenth call, the hundredth, and so on. Thread-safe.
 */
final class DeniedTally {

    static final int LISTED_OF_ONE_MAX = 100;
    static final int LISTED_MAX = 2_000;

    private static final Duration WINDOW = Duration.ofMinutes(1);
    private static final String REST = "";

    private final Map<String, Long> counts = new HashMap<>();
    private final Map<String, Integer> listed = new HashMap<>();
    private Instant end = Instant.MIN;

    /**
     * Something to put on record.
     *
     * @param isListed whether it stands for equal calls; else for all beyond those that are listed
     * @param calls how many it stands for, this minute
     */
    record Tally(boolean isListed, long calls) {}

    /** Counts {@code call} of {@code who}; empty when nothing is to be said of it. */
    synchronized Optional<Tally> add(String who, String call, Instant now) {
        if (!now.isBefore(end)) {
            counts.clear();
            listed.clear();
            end = now.plus(WINDOW);
        }
        var own = who + "\n" + call;
        boolean isListed = counts.containsKey(own) || isRoom(who);
        long calls = counts.merge(isListed ? own : REST, 1L, Long::sum);
        return isPowerOfTen(calls) ? Optional.of(new Tally(isListed, calls)) : Optional.empty();
    }

    private boolean isRoom(String who) {
        return counts.size() < LISTED_MAX && listed.merge(who, 1, Integer::sum) <= LISTED_OF_ONE_MAX;
    }

    private static boolean isPowerOfTen(long count) {
        long rest = count;
        while (rest % 10 == 0) {
            rest /= 10;
        }
        return rest == 1;
    }
}
