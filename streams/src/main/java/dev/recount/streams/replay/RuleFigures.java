package dev.recount.streams.replay;

import static java.util.stream.Collectors.groupingBy;

import dev.recount.alert.Alert;
import dev.recount.alert.RuleRef;
import dev.recount.streams.detect.RuleBook;
import dev.recount.streams.detect.RuleMatch;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * What a rule did in a replay.
 *
 * @param rule the rule
 * @param matches of events that happened in the range
 * @param alerts that call for somebody and whose evidence was complete in the range
 * @param toAlert from the first dangerous step, by its own clock, until all of the evidence was recorded and the alert could be raised
 * @param toIrreversible from then until the first irreversible act of the incident took effect; negative when it came first
 */
public record RuleFigures(
        RuleRef rule, long matches, long alerts, Optional<Spread> toAlert, Optional<Spread> toIrreversible) {

    /**
     * The figures of every rule.
     *
     * @param standing alerts
     * @param evidence by alert id
     * @param matches in the range, by rule id
     */
    static List<RuleFigures> of(
            RuleBook rules,
            TimeRange range,
            Collection<Alert> standing,
            Map<String, List<RuleMatch>> evidence,
            Map<String, Long> matches) {
        var irreversible = new IrreversibleActs(standing, evidence);
        Map<String, List<Alert>> byRule = standing.stream()
                .filter(alert -> alert.status().stands() && range.contains(alert.lastEvidenceAt()))
                .collect(groupingBy(alert -> alert.rule().id()));
        return new TreeSet<>(rules.ids())
                .stream()
                        .map(id -> of(
                                rules.ref(id).orElseThrow(),
                                matches.getOrDefault(id, 0L),
                                byRule.getOrDefault(id, List.of()),
                                irreversible))
                        .toList();
    }

    private static RuleFigures of(RuleRef rule, long matches, List<Alert> alerts, IrreversibleActs irreversible) {
        return new RuleFigures(
                rule,
                matches,
                alerts.size(),
                spread(alerts, alert -> Optional.of(Duration.between(alert.firstEvidenceAt(), alert.raisedAt()))),
                spread(alerts, alert -> irreversible.first(alert).map(act -> Duration.between(alert.raisedAt(), act))));
    }

    private static Optional<Spread> spread(List<Alert> alerts, Function<Alert, Optional<Duration>> time) {
        List<Duration> times = new ArrayList<>();
        alerts.forEach(alert -> time.apply(alert).ifPresent(times::add));
        return Spread.of(times);
    }
}
