package dev.recount.streams.detect;

import static java.util.Objects.requireNonNull;

import dev.recount.codec.Micros;
import dev.recount.event.Event;
import dev.recount.sigma.correlate.CorrelationPlan;
import dev.recount.sigma.correlate.Match;
import dev.recount.sigma.match.EventFields;
import dev.recount.sigma.rule.DetectionRule;
import dev.recount.streams.enrich.EnrichedEvent;
import dev.recount.streams.enrich.EventOrder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Where the matches of a base rule go.
 *
 * @param rule the alert rule
 * @param plan the correlation that wants them; empty when each is evidence by itself
 * @param attributes those of the base rule's own document for a single rule, else those of the alert rule
 * @param told whether matches carry the fields that alerts speak of
 */
record Destination(AlertRule rule, Optional<CorrelationPlan> plan, RecountAttributes attributes, boolean told) {

    /** The same, with matches that carry no fields. */
    Destination untold() {
        return new Destination(rule, plan, attributes, false);
    }

    /** @param seen the event as the base rule saw it: a provider's rule groups by the provider's fields */
    List<RoutedMatch> route(DetectionRule base, EventFields seen, EnrichedEvent event, SupportingEvents supporting) {
        if (plan.isEmpty()) {
            var group = group(event);
            return List.of(routed(base, event, supporting, group, List.of(), Map.of()));
        }
        var id = requireNonNull(event.event().id(), "id");
        List<RoutedMatch> routed = new ArrayList<>();
        for (Match match : plan.get().matches(base, seen, id, Micros.of(at(event)), seq(event.event()))) {
            var fields = plan.get().rule().groupBy();
            Map<String, String> group = new LinkedHashMap<>();
            for (int i = 0; i < fields.size(); i++) {
                group.put(fields.get(i), match.group().get(i));
            }
            routed.add(routed(base, event, supporting, group, match.group(), match.values()));
        }
        return routed;
    }

    private Map<String, String> group(EnrichedEvent event) {
        Map<String, String> group = new LinkedHashMap<>();
        for (List<String> choices : attributes.groupBy()) {
            for (String field : choices) {
                var value = event.text(field);
                if (value != null) {
                    group.put(field, value);
                    break;
                }
            }
        }
        return group;
    }

    private RoutedMatch routed(
            DetectionRule base,
            EnrichedEvent event,
            SupportingEvents supporting,
            Map<String, String> group,
            List<String> groupValues,
            Map<String, List<String>> values) {
        var own = event.event();
        var support = support(event, supporting);
        var recordedAt = requireNonNull(own.recordedAt(), "recordedAt");
        for (RuleMatch.Support further : support) {
            recordedAt = further.recordedAt().isAfter(recordedAt) ? further.recordedAt() : recordedAt;
        }
        var match = new RuleMatch(
                base.key(),
                requireNonNull(own.id(), "id"),
                null,
                at(event),
                recordedAt,
                seq(own),
                groupValues,
                inOrder(values),
                anchor(event),
                support,
                List.of(),
                told ? event.texts(rule.fields()) : Map.of());
        return new RoutedMatch(new GroupKey(rule.id(), group).toString(), match);
    }

    private static List<RuleMatch.Values> inOrder(Map<String, List<String>> values) {
        return values.isEmpty() // as for all correlations that count nothing
                ? List.of()
                : new TreeMap<>(values)
                        .entrySet().stream()
                                .map(entry -> new RuleMatch.Values(entry.getKey(), entry.getValue()))
                                .toList();
    }

    private List<RuleMatch.Support> support(EnrichedEvent event, SupportingEvents supporting) {
        List<RuleMatch.Support> support = new ArrayList<>();
        for (String field : attributes.support()) {
            var id = event.text(field);
            var found = id == null || id.equals(event.event().id()) ? null : supporting.find(id);
            if (found != null) {
                support.add(new RuleMatch.Support(
                        requireNonNull(found.id(), "id"),
                        EventOrder.at(found),
                        requireNonNull(found.recordedAt(), "recordedAt")));
            }
        }
        return support;
    }

    private String anchor(EnrichedEvent event) {
        for (String field : attributes.anchor()) {
            var value = event.text(field);
            if (value != null) {
                return value;
            }
        }
        return requireNonNull(event.event().id(), "id");
    }

    private static Instant at(EnrichedEvent event) {
        return EventOrder.at(event.event());
    }

    private static long seq(Event event) {
        var session = event.session();
        return session == null || session.seq() == null ? -1 : session.seq();
    }
}
