package dev.recount.sigma.correlate;

import java.util.IdentityHashMap;
import java.util.List;

/**
 * Finds what contradicts an alternative later on. It is asked for ever later places in the occurrences, so it goes through
 * them once for each alternative.
 */
final class Denials {

    private final List<Occurrence> occurrences;
    private final IdentityHashMap<Alternative, Integer> reached = new IdentityHashMap<>();

    Denials(List<Occurrence> occurrences) {
        this.occurrences = occurrences;
    }

    /**
     * Whether something that must not occur does.
     *
     * @param from index of the first occurrence to look at, no less than the last time
     * @param untilMicros the last point in time that counts
     */
    boolean contradict(Alternative alternative, int from, long untilMicros) {
        int at = Math.max(from, reached.getOrDefault(alternative, 0));
        while (at < occurrences.size()
                && !alternative.absent().contains(occurrences.get(at).step())) {
            at++;
        }
        reached.put(alternative, at);
        return at < occurrences.size() && occurrences.get(at).timeMicros() <= untilMicros;
    }
}
