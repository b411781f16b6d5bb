package dev.recount.sigma.correlate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recount.sigma.Rules;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever the order and duplication of arrival, the same firings remain. */
class CorrelatorPropertyTest {

    private static final long SECOND = 1_000_000;
    private static final int ROUNDS = Integer.getInteger("sigma.property.rounds", 400);

    private static final String BASE = """
            title: a
            name: ra
            logsource: {product: test}
            detection: {sel: {x: a}, condition: sel}
            ---
            title: b
            name: rb
            logsource: {product: test}
            detection: {sel: {x: b}, condition: sel}
            ---
            title: c
            name: rc
            logsource: {product: test}
            detection: {sel: {x: c}, condition: sel}
            ---
            """;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{type: event_count, rules: [ra, rb], group-by: [], timespan: 10s, condition: {gte: 3}}",
                "{type: event_count, rules: [ra], group-by: [], timespan: 10s, condition: {gt: 1, lte: 3}}",
                "{type: event_count, rules: [ra], group-by: [], timespan: 10s, condition: {eq: 2}}",
                "{type: event_count, rules: [ra], group-by: [], timespan: 10s, condition: {lt: 2}}",
                "{type: event_count, rules: [ra], group-by: [], timespan: 10s, condition: {neq: 2}}",
                "{type: value_count, rules: [ra, rb], group-by: [], timespan: 10s, condition: {field: v, gte: 3}}",
                "{type: value_sum, rules: [ra], group-by: [], timespan: 10s, condition: {field: v, gt: 8}}",
                "{type: value_avg, rules: [ra], group-by: [], timespan: 10s, condition: {field: v, gt: 3}}",
                "{type: value_median, rules: [ra], group-by: [], timespan: 10s, condition: {field: v, gte: 3}}",
                "{type: value_percentile, rules: [ra], group-by: [], timespan: 10s, condition: {field: v, percentile: 90, gte: 4}}",
                "{type: value_percentile, rules: [ra], group-by: [], timespan: 10s, condition: {field: v, lte: 20}}",
                "{type: temporal, rules: [ra, rb, rc], group-by: [], timespan: 5s}",
                "{type: temporal, rules: [ra, rb, rc], group-by: [], timespan: 5s, condition: {gte: 2}}",
                "{type: temporal, group-by: [], timespan: 5s, condition: ra and not rc}",
                "{type: temporal, group-by: [], timespan: 5s, condition: (ra or rb) and not rc}",
                "{type: temporal, group-by: [], timespan: 5s, condition: ra and not (rb and rc)}",
                "{type: temporal_ordered, rules: [ra, rb, rc], group-by: [], timespan: 5s}",
                "{type: temporal_ordered, rules: [rc, ra, rb], group-by: [], timespan: 5s, condition: {gte: 2}}",
                "{type: temporal_ordered, rules: [ra, rb, rc], group-by: [], timespan: 5s, condition: ra and rb and not rc}"
            })
    void any_order_and_any_duplication_give_the_same_firings(String correlation) {
        CorrelationPlan plan = Rules.plan(BASE + "title: it\ncorrelation: " + correlation);
        for (int seed = 0; seed < ROUNDS; seed++) {
            check(plan, seed);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{type: temporal_ordered, rules: [many, rc], group-by: [], timespan: 20s}",
                "{type: temporal, group-by: [], timespan: 20s, condition: many and not rc}",
                "{type: event_count, rules: [many], group-by: [], timespan: 40s, condition: {gte: 2}}"
            })
    void chains_too(String correlation) {
        String inner =
                "title: many\nname: many\ncorrelation: {type: temporal, group-by: [], timespan: 4s, condition: ra and not rb}\n---\n";
        CorrelationPlan plan = Rules.plan(BASE + inner + "title: it\ncorrelation: " + correlation);
        for (int seed = 0; seed < ROUNDS; seed++) {
            check(plan, seed);
        }
    }

    @Test
    void nothing_may_fire_where_a_rule_that_must_match_did_not() {
        CorrelationPlan plan = Rules.plan(
                BASE
                        + "title: it\ncorrelation: {type: temporal, group-by: [], timespan: 5s, condition: (ra or rb) and not rc}");
        Set<String> all = plan.baseRules();
        String absent = all.stream()
                .filter(key -> !plan.mayFire(Set.of(key)))
                .findFirst()
                .orElseThrow();

        assertThat(plan.mayFire(Set.of())).isFalse();
        assertThat(plan.mayFire(all)).isTrue();
        assertThat(all.stream().filter(key -> !key.equals(absent)))
                .hasSize(2)
                .allMatch(key -> plan.mayFire(Set.of(key)));
    }

    private static void check(CorrelationPlan plan, int seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<Match> matches = matches(plan, random);
        List<Firing> expected = plan.evaluate(matches);
        fewer(matches, random.nextInt(8)).forEach(some -> {
            Set<String> matched = some.stream().map(Match::rule).collect(Collectors.toSet());
            assertThat(plan.mayFire(matched) || plan.evaluate(some).isEmpty())
                    .as("%s, seed %d", matched, seed)
                    .isTrue();
        });
        List<Match> arriving = new ArrayList<>(matches);
        matches.stream().filter(match -> random.nextInt(3) == 0).forEach(arriving::add);
        Collections.shuffle(arriving, new Random(seed));

        assertThat(plan.evaluate(arriving)).as("seed %d", seed).isEqualTo(expected);
        assertThat(unbounded(plan, arriving)).as("one by one, seed %d", seed).isEqualTo(expected);
        assertThat(identities(forgetting(plan, arriving, seed)))
                .as("with a watermark, seed %d", seed)
                .isEqualTo(identities(expected));
    }

    private static List<Firing> unbounded(CorrelationPlan plan, List<Match> arriving) {
        Announced announced = new Announced();
        Correlator correlator = new Correlator(plan, CorrelationState.inMemory(), new Limits(1000, Duration.ofDays(1)));
        arriving.forEach(match -> announced.apply(correlator.accept(match)));
        announced.apply(correlator.advance(Long.MAX_VALUE));
        return announced.all();
    }

    /** Matches arrive up to five seconds late, and what is older is forgotten. */
    private static List<Firing> forgetting(CorrelationPlan plan, List<Match> arriving, int seed) {
        Random random = new Random(seed);
        Map<Match, Long> arrival = new java.util.IdentityHashMap<>();
        arriving.forEach(match -> arrival.put(match, match.timeMicros() + (long) (random.nextDouble() * 5 * SECOND)));
        List<Match> inOrder = new ArrayList<>(arriving);
        inOrder.sort(Comparator.comparing(arrival::get));
        Announced announced = new Announced();
        Correlator correlator =
                new Correlator(plan, CorrelationState.inMemory(), new Limits(1000, Duration.ofSeconds(5)));
        for (Match match : inOrder) {
            announced.apply(correlator.accept(match));
            announced.apply(correlator.advance(arrival.get(match)));
        }
        announced.apply(correlator.advance(Long.MAX_VALUE));
        assertThat(correlator.tooLate()).as("seed %d", seed).isZero();
        assertThat(announced.all()).as("seed %d", seed).noneMatch(Firing::provisional);
        return announced.all();
    }

    private static List<List<Object>> identities(List<Firing> firings) {
        return firings.stream()
                .map(firing -> List.<Object>of(firing.firstFireMicros(), firing.evidence()))
                .toList();
    }

    /** The matches of some of the rules. */
    private static List<List<Match>> fewer(List<Match> matches, int mask) {
        List<String> rules =
                matches.stream().map(Match::rule).distinct().sorted().toList();
        List<Match> some = matches.stream()
                .filter(match -> (mask >> rules.indexOf(match.rule()) & 1) == 1)
                .toList();
        return List.of(matches, some);
    }

    private static List<Match> matches(CorrelationPlan plan, SplittableRandom random) {
        List<Match> matches = new ArrayList<>();
        int size = random.nextInt(1, 25);
        for (int i = 0; i < size; i++) {
            String rule = List.of("ra", "rb", "rc").get(random.nextInt(3));
            if (plan.baseRules().contains(rule)) {
                Map<String, List<String>> values =
                        Map.of(plan.rule().key(), List.of(String.valueOf(random.nextInt(6))));
                long time = random.nextInt(60) * SECOND;
                matches.add(new Match(rule, "e" + i, time, random.nextInt(2), List.of(), values));
            }
        }
        return matches;
    }
}
