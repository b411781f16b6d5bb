package dev.recount.streams.detect;

import dev.recount.codec.Micros;
import dev.recount.sigma.correlate.CorrelationPlan;
import dev.recount.sigma.correlate.Firing;
import dev.recount.sigma.correlate.Match;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What of a group's matches is evidence: each match of a single rule, and each set that makes a correlation true. */
final class Firings {

    /**
     * Matches that together are reason enough for an alert.
     *
     * @param matches in order of time
     * @param decidedAt when a correlation's {@code not} is settled; {@link Instant#MIN} when nothing is open
     */
    record Evidence(List<RuleMatch> matches, Instant decidedAt) {

        Instant first() {
            return matches.get(0).occurredAt();
        }

        Instant last() {
            return matches.get(matches.size() - 1).occurredAt();
        }

        /** When the last of it had been recorded: from then on the alert could be raised. */
        Instant completeAt() {
            return matches.stream()
                    .map(RuleMatch::recordedAt)
                    .max(Comparator.naturalOrder())
                    .orElseThrow();
        }
    }

    static final Comparator<RuleMatch> IN_TIME = Comparator.comparing(RuleMatch::occurredAt)
            .thenComparingLong(RuleMatch::seq)
            .thenComparing(RuleMatch::identity);

    private Firings() {}

    /** The evidence among the matches that stand, in order of its first match. */
    static List<Evidence> of(AlertRule rule, Collection<RuleMatch> matches, Instant now) {
        return among(rule, matches.stream().filter(RuleMatch::stands), now);
    }

    /** What would be evidence but for reference data, and has no part in {@code real} evidence. */
    static List<Evidence> suppressed(AlertRule rule, Collection<RuleMatch> matches, List<Evidence> real, Instant now) {
        if (matches.stream().noneMatch(RuleMatch::isSuppressed)) {
            return List.of();
        }
        Set<RuleMatch> taken =
                real.stream().flatMap(evidence -> evidence.matches().stream()).collect(Collectors.toSet());
        return among(rule, matches.stream().filter(match -> match.withdrawn() == null), now).stream()
                .filter(evidence -> evidence.matches().stream().noneMatch(taken::contains))
                .filter(evidence -> evidence.matches().stream().anyMatch(RuleMatch::isSuppressed))
                .toList();
    }

    private static List<Evidence> among(AlertRule rule, Stream<RuleMatch> wanted, Instant now) {
        var matches = wanted.sorted(IN_TIME).toList();
        List<Evidence> evidence = new ArrayList<>();
        for (RuleMatch match : matches) {
            if (rule.singles().contains(match.rule())) {
                evidence.add(new Evidence(List.of(match), Instant.MIN));
            }
        }
        for (CorrelationPlan plan : rule.correlations()) {
            evidence.addAll(correlated(plan, matches, now));
        }
        evidence.sort(Comparator.comparing(Evidence::first)
                .thenComparing(Evidence::last)
                .thenComparing(found -> found.matches().get(0).identity()));
        return evidence;
    }

    private static List<Evidence> correlated(CorrelationPlan plan, List<RuleMatch> all, Instant now) {
        Set<String> bases = plan.baseRules();
        Map<String, RuleMatch> byIdentity = new HashMap<>();
        List<Match> matches = new ArrayList<>();
        for (RuleMatch match : all) {
            if (bases.contains(match.rule()) && !match.groupValues().isEmpty()) {
                byIdentity.put(match.identity(), match);
                matches.add(match.forCorrelation());
            }
        }
        List<Evidence> evidence = new ArrayList<>();
        for (Firing firing : plan.evaluate(matches, Micros.of(now))) {
            evidence.add(new Evidence(ofFiring(firing, byIdentity), decidedAt(firing)));
        }
        return evidence;
    }

    private static List<RuleMatch> ofFiring(Firing firing, Map<String, RuleMatch> byIdentity) {
        Set<String> seen = new HashSet<>();
        List<RuleMatch> matches = new ArrayList<>();
        Stream.concat(firing.evidence().stream(), firing.following().stream())
                .map(match -> match.eventId() + " " + match.rule())
                .filter(seen::add)
                .forEach(identity -> {
                    var match = byIdentity.get(identity);
                    if (match != null) {
                        matches.add(match);
                    }
                });
        matches.sort(IN_TIME);
        return matches;
    }

    private static Instant decidedAt(Firing firing) {
        return firing.provisional() ? Micros.instant(firing.decidedAtMicros()) : Instant.MIN;
    }
}
