package dev.recount.sigma.correlate;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Matches in order, each once. */
final class Distinct {

    private record Identity(String rule, String eventId) {}

    private Distinct() {}

    static List<Match> sorted(Collection<Match> matches) {
        List<Match> sorted = new ArrayList<>(matches);
        sorted.sort(null);
        Set<Identity> seen = new HashSet<>();
        sorted.removeIf(match -> !seen.add(new Identity(match.rule(), match.eventId())));
        return sorted;
    }
}
