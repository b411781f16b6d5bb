package dev.recount.streams.detect;

import dev.recount.alert.Suppression;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Evidence that is one matter and so makes one alert: each piece begins no later than the rule's window after the end of the
 * piece before, or shares a match with it.
 */
final class Matter {

    private static final int SUPPRESSIONS_MAX = 20;

    private final Set<RuleMatch> matches = new LinkedHashSet<>();
    private final List<Firings.Evidence> evidence = new ArrayList<>();
    private Instant end = Instant.MIN;

    /** Joins evidence, given in order of its first match, into matters. */
    static List<Matter> of(List<Firings.Evidence> evidence, Duration window) {
        List<Matter> matters = new ArrayList<>();
        Matter current = null;
        for (Firings.Evidence found : evidence) {
            if (current == null || !current.goesOnWith(found, window)) {
                current = new Matter();
                matters.add(current);
            }
            current.add(found);
        }
        return matters;
    }

    private boolean goesOnWith(Firings.Evidence found, Duration window) {
        return !found.first().isAfter(end.plus(window))
                || found.matches().stream().anyMatch(matches::contains);
    }

    private void add(Firings.Evidence found) {
        evidence.add(found);
        matches.addAll(found.matches());
        end = found.last().isAfter(end) ? found.last() : end;
    }

    /** What makes it up, in order of its first matches. */
    List<Firings.Evidence> evidence() {
        return List.copyOf(evidence);
    }

    /** Every match, in order of time. */
    List<RuleMatch> matches() {
        return matches.stream().sorted(Firings.IN_TIME).toList();
    }

    /** The piece of evidence that was complete first: the alert could be raised from then on. */
    Firings.Evidence first() {
        return evidence.stream()
                .min(Comparator.comparing(Firings.Evidence::completeAt).thenComparing(Firings.Evidence::first))
                .orElseThrow();
    }

    /** The latest moment at which something absent is decided. */
    Instant decidedAt() {
        return evidence.stream()
                .map(Firings.Evidence::decidedAt)
                .max(Comparator.naturalOrder())
                .orElse(Instant.MIN);
    }

    /** When the latest of it was recorded. */
    Instant changedAt() {
        return matches.stream()
                .map(RuleMatch::recordedAt)
                .max(Comparator.naturalOrder())
                .orElse(Instant.MIN);
    }

    /** What silences it, each once, in the order of what it silenced. */
    List<Suppression> suppressions() {
        return matches().stream()
                .flatMap(match -> match.suppressedBy().stream())
                .distinct()
                .limit(SUPPRESSIONS_MAX)
                .toList();
    }

    /** Event ids of all evidence with what it rests on, each once, in order of time. */
    List<String> eventIds() {
        record Dated(Instant at, long seq, String id) {}
        Collection<Dated> dated = new ArrayList<>();
        for (RuleMatch match : matches) {
            dated.add(new Dated(match.occurredAt(), match.seq(), match.eventId()));
            match.support().forEach(further -> dated.add(new Dated(further.occurredAt(), -1, further.eventId())));
        }
        Set<String> ids = new HashSet<>();
        return dated.stream()
                .sorted(Comparator.comparing(Dated::at)
                        .thenComparingLong(Dated::seq)
                        .thenComparing(Dated::id))
                .map(Dated::id)
                .filter(ids::add)
                .toList();
    }

    /** Event time of the earliest of {@link #eventIds}. */
    Instant firstEvidenceAt() {
        return matches.stream()
                .flatMap(match -> Stream.concat(
                        Stream.of(match.occurredAt()), match.support().stream().map(RuleMatch.Support::occurredAt)))
                .min(Comparator.naturalOrder())
                .orElseThrow();
    }
}
