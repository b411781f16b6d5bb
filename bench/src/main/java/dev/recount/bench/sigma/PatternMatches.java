package dev.recount.bench.sigma;

import dev.recount.codec.Micros;
import dev.recount.sigma.collection.RuleCollection;
import dev.recount.sigma.correlate.CorrelationPlan;
import dev.recount.sigma.correlate.Match;
import dev.recount.sigma.index.RuleMatcher;
import dev.recount.sigma.index.RuleSet;
import dev.recount.sigma.rule.DetectionRule;
import dev.recount.sigma.rule.LogSource;
import dev.recount.streams.detect.GroupKey;
import dev.recount.streams.detect.RuleMatch;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/** The base rules of one sequence over {@link PatternEvent}s, and the group that each match goes to. For one thread. */
final class PatternMatches {

    private static final long MICROS = 1_000;

    private final String rule;
    private final CorrelationPlan plan;
    private final RuleMatcher matcher;
    private final List<DetectionRule> matched = new ArrayList<>();

    PatternMatches(RuleCollection rules) {
        var correlation = rules.correlations().get(0);
        this.rule = correlation.key();
        this.plan = CorrelationPlan.of(correlation, rules);
        this.matcher = RuleSet.compile(rules.detections()).matcher(LogSource.of("agent", null, null));
    }

    /** Hands over group and match for each base rule that the event satisfies. */
    void of(PatternEvent event, BiConsumer<String, RuleMatch> found) {
        matched.clear();
        matcher.match(event, matched::add);
        for (DetectionRule base : matched) {
            for (Match match : plan.matches(base, event, event.eventId(), event.ts() * MICROS, -1)) {
                found.accept(group(event), form(event, match));
            }
        }
    }

    private String group(PatternEvent event) {
        return new GroupKey(rule, Map.of("session_id", event.sessionId(), "credential_id", event.credentialId()))
                .toString();
    }

    private static RuleMatch form(PatternEvent event, Match match) {
        var at = Micros.instant(match.timeMicros());
        return new RuleMatch(
                match.rule(),
                match.eventId(),
                null,
                at,
                at,
                match.sequence(),
                match.group(),
                List.of(),
                match.eventId(),
                List.of(),
                List.of(),
                Map.of("session.id", event.sessionId()));
    }
}
