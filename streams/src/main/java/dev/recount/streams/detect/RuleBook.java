package dev.recount.streams.detect;

import dev.recount.alert.RuleRef;
import dev.recount.codec.Excerpt;
import dev.recount.sigma.collection.RuleCollection;
import dev.recount.sigma.correlate.CorrelationPlan;
import dev.recount.sigma.index.RuleSet;
import dev.recount.sigma.match.EventFields;
import dev.recount.sigma.match.Placeholders;
import dev.recount.sigma.parse.Problem;
import dev.recount.sigma.rule.CorrelationRule;
import dev.recount.sigma.rule.DetectionRule;
import dev.recount.sigma.rule.SigmaDocument;
import dev.recount.streams.enrich.EnrichedEvent;
import dev.recount.streams.enrich.ProviderRecord;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The rules in force: base rules compiled together, and the alert rules that their matches belong to. Immutable and safe for
 * use by any number of threads.
 */
public final class RuleBook {

    private final RuleSet baseRules;
    private final Map<String, AlertRule> alertRules;
    private final Map<String, List<Destination>> destinations;
    private final Set<String> withinSessions;
    private final Excerpt glance;

    private RuleBook(
            RuleSet baseRules,
            Map<String, AlertRule> alertRules,
            Map<String, List<Destination>> destinations,
            Set<String> withinSessions) {
        this.baseRules = baseRules;
        this.withinSessions = withinSessions;
        this.glance = Glance.excerpt(baseRules.fields());
        this.alertRules = alertRules;
        this.destinations = destinations;
    }

    /**
     * Makes a book of linked rules.
     *
     * @throws InvalidAlertRule when a {@code recount:} section cannot be used, or rules cannot be told apart
     * @throws dev.recount.sigma.parse.InvalidRulesException when a rule cannot be compiled
     */
    public static RuleBook of(RuleCollection rules) {
        rules.orThrow();
        SharedTitles.problems(rules).stream().findFirst().ifPresent(shared -> {
            throw new InvalidAlertRule(shared);
        });
        Map<String, List<SigmaDocument>> members = new LinkedHashMap<>();
        for (SigmaDocument document : rules.reporting()) {
            members.computeIfAbsent(alertRuleId(document), ignored -> new ArrayList<>())
                    .add(document);
        }
        Map<String, AlertRule> alertRules = new LinkedHashMap<>();
        members.forEach((id, documents) -> alertRules.put(id, alertRule(id, documents, rules)));
        return new RuleBook(
                RuleSet.compile(rules.detections(), Placeholders.NONE, EnrichedEvent::isDerived),
                Map.copyOf(alertRules),
                destinations(rules, alertRules),
                SessionBound.of(alertRules, rules));
    }

    /** What is wrong with the {@code recount:} section of a document; empty if there is none. */
    public static List<Problem> problems(SigmaDocument document) {
        try {
            RecountAttributes.of(document);
            return List.of();
        } catch (InvalidAlertRule e) {
            return e.problem().map(List::of).orElse(List.of());
        }
    }

    private static String alertRuleId(SigmaDocument document) {
        var stated = RecountAttributes.of(document).id();
        return stated != null ? stated : document.key();
    }

    /** The document that describes itself most, a summary, speaks for the others. */
    private static AlertRule alertRule(String id, List<SigmaDocument> documents, RuleCollection rules) {
        var first = documents.stream()
                .filter(document -> RecountAttributes.of(document).summary() != null)
                .findFirst()
                .orElse(documents.get(0));
        Set<String> singles = new LinkedHashSet<>();
        List<CorrelationPlan> correlations = new ArrayList<>();
        for (SigmaDocument document : documents) {
            if (document instanceof CorrelationRule correlation) {
                correlations.add(CorrelationPlan.of(correlation, rules));
            } else {
                singles.add(document.key());
            }
        }
        return AlertRule.of(
                AlertRule.ref(id, first, withReferred(documents, rules)),
                RecountAttributes.of(first),
                singles,
                correlations);
    }

    /** The documents and all that they refer to; filters are part of the rules they narrow. */
    private static Set<SigmaDocument> withReferred(List<SigmaDocument> documents, RuleCollection rules) {
        Set<SigmaDocument> all = new LinkedHashSet<>(documents);
        for (SigmaDocument document : documents) {
            if (document instanceof CorrelationRule correlation) {
                List<SigmaDocument> referred = correlation.rules().stream()
                        .flatMap(reference -> rules.find(reference).stream())
                        .toList();
                all.addAll(withReferred(referred, rules));
            }
        }
        return all;
    }

    private static Map<String, List<Destination>> destinations(
            RuleCollection rules, Map<String, AlertRule> alertRules) {
        Map<String, List<Destination>> destinations = new HashMap<>();
        for (AlertRule rule : alertRules.values()) {
            for (String base : rule.singles()) {
                var own = rules.detections().stream()
                        .filter(document -> document.key().equals(base))
                        .findFirst()
                        .map(RecountAttributes::of)
                        .orElse(rule.attributes());
                add(destinations, base, new Destination(rule, Optional.empty(), own, true));
            }
            for (CorrelationPlan plan : rule.correlations()) {
                plan.baseRules()
                        .forEach(base -> add(
                                destinations, base, new Destination(rule, Optional.of(plan), rule.attributes(), true)));
            }
        }
        return destinations;
    }

    private static void add(Map<String, List<Destination>> all, String base, Destination destination) {
        all.computeIfAbsent(base, ignored -> new ArrayList<>()).add(destination);
    }

    /**
     * The same rules, but where it takes several matches of one session to make an alert, none of them carries the fields that the
     * alert would speak of. That costs less, and is enough to tell of which groups an alert may come.
     */
    public RuleBook sketching() {
        Map<String, List<Destination>> sketched = new HashMap<>();
        destinations.forEach((base, all) -> sketched.put(
                base,
                all.stream()
                        .map(one -> staysWithinSession(one.rule().id()) ? one.untold() : one)
                        .toList()));
        return new RuleBook(baseRules, alertRules, sketched, withinSessions);
    }

    /** What of an event must be read for {@link SessionFold#concerns}. */
    public Excerpt glance() {
        return glance;
    }

    /**
     * Whether a rule may match an event. It does not when all that rules ask of the event itself has been answered, none matches,
     * and none had to ask for what the event does not tell.
     *
     * @param seen an event as {@link #glance} reads it
     */
    boolean mayMatch(EnrichedEvent seen) {
        return !baseRules.match(seen.logSource(), seen).isEmpty()
                || seen.wasAskedBeyondItself()
                || ProviderRecord.logSource(seen.event())
                        .filter(baseRules::covers)
                        .isPresent();
    }

    /** The matches of {@code event}, each with the group it goes to. */
    List<RoutedMatch> matches(EnrichedEvent event, SupportingEvents supporting) {
        List<RoutedMatch> matches = new ArrayList<>();
        Set<String> spoken = new HashSet<>();
        for (DetectionRule rule : baseRules.match(event.logSource(), event)) {
            spoken.add(rule.key());
            route(rule, event, event, supporting, matches);
        }
        ProviderRecord.of(event).ifPresent(record -> {
            for (DetectionRule rule : baseRules.match(record.logSource(), record)) {
                if (spoken.add(rule.key())) {
                    route(rule, record, event, supporting, matches);
                }
            }
        });
        return matches;
    }

    private void route(
            DetectionRule rule,
            EventFields seen,
            EnrichedEvent event,
            SupportingEvents supporting,
            List<RoutedMatch> matches) {
        for (Destination destination : destinations.getOrDefault(rule.key(), List.of())) {
            matches.addAll(destination.route(rule, seen, event, supporting));
        }
    }

    /** Whether an alert, or a note of what is silenced, may come of a group in which nothing but {@code matched} base rules matched. */
    public boolean mayAlert(String id, Set<String> matched) {
        var rule = alertRules.get(id);
        return rule != null && rule.mayAlert(matched);
    }

    /** How long before the newest of its group a match of any rule may have been recorded and still be kept. */
    public Duration longestRetention() {
        return alertRules.values().stream()
                .map(rule -> rule.retention().most())
                .max(Comparator.naturalOrder())
                .orElse(Duration.ZERO);
    }

    /** Whether a group of the alert rule {@code id} holds matches of one session alone, whatever else is recorded. */
    public boolean staysWithinSession(String id) {
        return withinSessions.contains(id);
    }

    /** The alert rule {@code id}. */
    Optional<AlertRule> alertRule(String id) {
        return Optional.ofNullable(alertRules.get(id));
    }

    /** The ids of the alert rules. */
    public Set<String> ids() {
        return alertRules.keySet();
    }

    /** How the alerts of {@code id} name their rule. */
    public Optional<RuleRef> ref(String id) {
        return alertRule(id).map(AlertRule::ref);
    }
}
