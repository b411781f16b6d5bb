package dev.recount.sigma.correlate;

import dev.recount.sigma.collection.RuleCollection;
import dev.recount.sigma.match.EventFields;
import dev.recount.sigma.parse.InvalidRulesException;
import dev.recount.sigma.rule.CorrelationCondition;
import dev.recount.sigma.rule.CorrelationRule;
import dev.recount.sigma.rule.DetectionRule;
import dev.recount.sigma.rule.SigmaDocument;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A correlation ready to run, with everything it refers to. It has two halves, which may run on different machines:
 * {@link #matches} takes from an event what the correlation needs and says which group it belongs to, and
 * {@link #evaluate} says what fires among all matches of one group.
 *
 * <p>{@code evaluate} is a pure function of the <em>set</em> of matches. Order and duplication of arrival cannot change its
 * result, only what is known when it is asked.
 *
 * <p>In a chain only the outermost correlation's {@code group-by} counts (specification, note on ordered proximity): the
 * inner correlations run within its groups.
 */
public final class CorrelationPlan {

    /** Correlations that share others come to as many steps as there are ways through them. */
    private static final int SIZE_MAX = 1_000;

    private final CorrelationRule rule;
    private final List<Step> steps;
    private final List<Alternative> ways;
    private final Episodes episodes;
    private final Duration grace;
    private final Map<String, FieldReader> readers = new LinkedHashMap<>();

    private CorrelationPlan(CorrelationRule rule, List<Step> steps, Duration grace) {
        this.rule = rule;
        this.steps = steps;
        this.grace = grace;
        this.ways = Windows.mustOccur(rule);
        this.episodes = new Episodes(rule, Windows.of(rule), Spans.micros(grace));
        steps.forEach(step -> step.readInto(readers, this));
    }

    /** A plan that waits no longer than the window for a {@code not}. */
    public static CorrelationPlan of(CorrelationRule rule, RuleCollection rules) {
        return of(rule, rules, Duration.ZERO);
    }

    /**
     * Makes a plan.
     *
     * @param rules holds everything the correlation refers to
     * @param grace how long after the end of its window a {@code not} may still be contradicted by a late event
     * @throws InvalidRulesException if the condition has no meaning for the type, or the same rule is read in two ways
     */
    public static CorrelationPlan of(CorrelationRule rule, RuleCollection rules, Duration grace) {
        List<Step> steps = new ArrayList<>();
        int size = 1;
        for (String reference : rule.rules()) {
            SigmaDocument target = rules.find(reference)
                    .orElseThrow(() -> Faults.inRules(rule, reference, "a rule of the collection"));
            steps.add(
                    target instanceof CorrelationRule inner
                            ? new Step.Chained(reference, of(inner, rules, grace))
                            : new Step.Direct(reference, (DetectionRule) target));
            size += steps.get(steps.size() - 1).size();
            if (size > SIZE_MAX) {
                throw Faults.inRules(rule, "a chain of over " + SIZE_MAX + " steps", "a smaller one");
            }
        }
        return new CorrelationPlan(rule, List.copyOf(steps), grace);
    }

    public CorrelationRule rule() {
        return rule;
    }

    /** The keys of all detection rules whose matches take part, also through other correlations. */
    public Set<String> baseRules() {
        return Collections.unmodifiableSet(readers.keySet());
    }

    List<Step> steps() {
        return steps;
    }

    Map<String, FieldReader> readers() {
        return readers;
    }

    /** How far back from a point in time a match can matter for what fires there. */
    public Duration lookback() {
        Duration deepest = Duration.ZERO;
        for (Step step : steps) {
            Duration lookback = step.lookback();
            deepest = lookback.compareTo(deepest) > 0 ? lookback : deepest;
        }
        return deepest.plus(rule.timespan());
    }

    /** How long after it occurred a match can matter: matches older than this can be forgotten. */
    public Duration retention() {
        return lookback().multipliedBy(2).plus(grace.multipliedBy(depth()));
    }

    private int depth() {
        return 1 + steps.stream().mapToInt(Step::depth).max().orElse(0);
    }

    /** How many steps there are, with those of the correlations it refers to. */
    int size() {
        return 1 + steps.stream().mapToInt(Step::size).sum();
    }

    int chainDepth() {
        return depth();
    }

    /** Whether anything may fire when nothing but {@code matched} base rules, by their keys, has matched, whenever that was. */
    public boolean mayFire(Set<String> matched) {
        if (ways.isEmpty()) {
            return !Collections.disjoint(matched, readers.keySet());
        }
        for (Alternative way : ways) {
            if (mayAllOccur(way.present(), matched)) {
                return true;
            }
        }
        return false;
    }

    private boolean mayAllOccur(Collection<Integer> present, Set<String> matched) {
        for (int step : present) {
            if (!steps.get(step).mayOccur(matched)) {
                return false;
            }
        }
        return true;
    }

    /** Whether a {@code not} in it or in what it refers to makes firings provisional. */
    public boolean canRetract() {
        boolean own = rule.condition() instanceof CorrelationCondition.Expression expression
                && Alternative.of(rule, expression).stream()
                        .anyMatch(way -> !way.absent().isEmpty());
        return own || steps.stream().anyMatch(Step::canRetract);
    }

    /**
     * What an event that matched a rule means to this correlation.
     *
     * @return nothing if the rule takes no part or the event lacks a field of {@code group-by}; several matches, of one group
     *     each, if such a field has several values (64 at most; of {@code condition.field}, 1,000)
     */
    public List<Match> matches(
            DetectionRule matched, EventFields event, String eventId, long timeMicros, long sequence) {
        FieldReader reader = readers.get(matched.key());
        if (reader == null) {
            return List.of();
        }
        Map<String, List<String>> values = reader.values(event);
        List<Match> matches = new ArrayList<>();
        for (List<String> group : reader.groups(event)) {
            matches.add(new Match(matched.key(), eventId, timeMicros, sequence, group, values));
        }
        return matches;
    }

    /** What fires among all matches of one group, once no more are to come. */
    public List<Firing> evaluate(Collection<Match> matches) {
        return evaluate(matches, Long.MAX_VALUE);
    }

    /**
     * What fires among the matches of one group.
     *
     * @param matches in any order, duplicates allowed, all of one group
     * @param watermarkMicros the event time up to which all matches are known; firings that a later match could still
     *     retract are provisional
     * @return in order of time
     */
    public List<Firing> evaluate(Collection<Match> matches, long watermarkMicros) {
        return evaluate(matches, watermarkMicros, Long.MIN_VALUE, false);
    }

    /** How near the matches of one group came, or what fired. */
    public GroupExplanation explain(Collection<Match> matches) {
        List<Firing> firings = evaluate(matches);
        NearMiss nearMiss = new NearMiss(rule, occurrences(matches));
        String summary = firings.isEmpty() ? nearMiss.sentence() : "fired " + firings.size() + " time(s)";
        List<GroupExplanation.StepMatches> times = new ArrayList<>();
        for (int step = 0; step < steps.size(); step++) {
            times.add(new GroupExplanation.StepMatches(
                    steps.get(step).reference(),
                    Arrays.stream(nearMiss.times(step)).boxed().toList()));
        }
        return new GroupExplanation(firings, summary, times);
    }

    List<Firing> evaluate(Collection<Match> matches, long watermarkMicros, long fromMicros, boolean open) {
        List<Firing> firings = new ArrayList<>();
        Episodes.Found found = episodes.find(occurrences(matches), fromMicros, Long.MAX_VALUE, open);
        for (Episodes.Episode episode : found.episodes()) {
            boolean provisional = episode.decidedAtMicros() > Math.max(watermarkMicros, episode.firstMicros());
            List<Match> evidence = flat(episode.evidence());
            firings.add(new Firing(
                    rule.key(),
                    named(evidence.get(0).group()),
                    episode.firstMicros(),
                    evidence,
                    flat(episode.following()),
                    provisional,
                    episode.decidedAtMicros()));
        }
        return firings;
    }

    /** Whether the condition held at the last match before a point in time. */
    boolean heldBefore(Collection<Match> matches, long beforeMicros, long fromMicros, boolean open) {
        return episodes.find(occurrences(matches), fromMicros, beforeMicros, open)
                .open();
    }

    /** The firings within another correlation's group, as occurrences of one of its steps. */
    List<Occurrence> asStep(int step, String outer, Collection<Match> matches) {
        List<Occurrence> firings = new ArrayList<>();
        Episodes.Found found = episodes.find(occurrences(matches), Long.MIN_VALUE, Long.MAX_VALUE, false);
        for (Episodes.Episode episode : found.episodes()) {
            List<Match> evidence = flat(episode.evidence());
            List<String> values = evidence.get(evidence.size() - 1).values().getOrDefault(outer, List.of());
            firings.add(new Occurrence(step, episode.firstMicros(), evidence, values, episode.decidedAtMicros()));
        }
        return firings;
    }

    private List<Occurrence> occurrences(Collection<Match> matches) {
        List<Match> distinct = Distinct.sorted(matches);
        List<Occurrence> occurrences = new ArrayList<>();
        for (int i = 0; i < steps.size(); i++) {
            steps.get(i).occurrences(i, rule.key(), distinct, occurrences);
        }
        occurrences.sort(Occurrence.ORDER);
        return occurrences;
    }

    private static List<Match> flat(List<Occurrence> occurrences) {
        return Distinct.sorted(
                occurrences.stream().flatMap(o -> o.matches().stream()).toList());
    }

    private Map<String, String> named(List<String> group) {
        Map<String, String> named = new LinkedHashMap<>();
        for (int i = 0; i < group.size(); i++) {
            named.put(rule.groupBy().get(i), group.get(i));
        }
        return Collections.unmodifiableMap(named);
    }
}
