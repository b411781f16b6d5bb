package dev.recount.sigma.correlate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recount.sigma.RealData;
import dev.recount.sigma.collection.RuleCollection;
import dev.recount.sigma.index.RuleSet;
import dev.recount.sigma.match.EventFields;
import dev.recount.sigma.rule.DetectionRule;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Correlations over a real audit log with known answers, in any order of arrival. */
@Tag("real-data")
class VaultCorrelationTest {

    private static final int SEEDS = 200;

    static Stream<Map<String, Object>> expectations() {
        return RealData.lines(RealData.folder("sigma/correlations/vault-expected.ndjson")).stream();
    }

    @ParameterizedTest
    @MethodSource("expectations")
    void first_fires_are_the_same_in_any_order_and_with_every_event_doubled(Map<String, Object> expectation) {
        Path file = RealData.folder("sigma/correlations/" + expectation.get("file"));
        RuleCollection rules = RuleCollection.of(RealData.parse(file)).orThrow();
        CorrelationPlan plan = CorrelationPlan.of(rules.correlations().get(0), rules);
        List<Match> matches = matches(rules, plan);
        Map<List<String>, String> expected = expected(expectation);

        assertThat(firstFires(plan, matches)).as("in order").isEqualTo(expected);
        List<Match> changed = new ArrayList<>(matches);
        Collections.reverse(changed);
        assertThat(firstFires(plan, changed)).as("reversed").isEqualTo(expected);
        changed.addAll(matches);
        assertThat(firstFires(plan, changed)).as("doubled").isEqualTo(expected);
        for (int seed = 0; seed < SEEDS; seed++) {
            Collections.shuffle(changed, new Random(seed));
            assertThat(firstFires(plan, changed)).as("seed %d", seed).isEqualTo(expected);
            if (seed % 20 == 0) {
                assertThat(incremental(plan, changed))
                        .as("one by one, seed %d", seed)
                        .isEqualTo(expected);
            }
        }
    }

    private static List<Match> matches(RuleCollection rules, CorrelationPlan plan) {
        RuleSet set = RuleSet.compile(rules.detections());
        List<Match> matches = new ArrayList<>();
        List<Map<String, Object>> lines = RealData.lines(RealData.folder("vault-audit/vault-audit-first420.ndjson"));
        for (int i = 0; i < lines.size(); i++) {
            EventFields event = EventFields.of(lines.get(i));
            long micros = ChronoUnit.MICROS.between(
                    Instant.EPOCH, Instant.parse((String) lines.get(i).get("time")));
            for (DetectionRule rule : set.match(event)) {
                matches.addAll(plan.matches(rule, event, "line " + i, micros, i));
            }
        }
        return matches;
    }

    private static Map<List<String>, String> firstFires(CorrelationPlan plan, List<Match> matches) {
        Map<List<String>, List<Match>> groups = new HashMap<>();
        matches.forEach(match ->
                groups.computeIfAbsent(match.group(), g -> new ArrayList<>()).add(match));
        Map<List<String>, String> fires = new LinkedHashMap<>();
        groups.forEach((group, members) -> plan.evaluate(members).stream()
                .findFirst()
                .ifPresent(firing -> fires.put(group, time(firing.firstFireMicros()))));
        return fires;
    }

    private static Map<List<String>, String> incremental(CorrelationPlan plan, List<Match> matches) {
        Announced announced = new Announced();
        Correlator correlator =
                new Correlator(plan, CorrelationState.inMemory(), new Limits(100_000, java.time.Duration.ofDays(1)));
        matches.forEach(match -> announced.apply(correlator.accept(match)));
        Map<List<String>, String> fires = new HashMap<>();
        new TreeMap<>(announced.byTime())
                .descendingMap()
                .forEach((time, firings) -> firings.forEach(
                        firing -> fires.put(List.copyOf(firing.group().values()), time(time))));
        return fires;
    }

    private static String time(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS).toString();
    }

    private static Map<List<String>, String> expected(Map<String, Object> expectation) {
        Map<List<String>, String> expected = new HashMap<>();
        for (Object fire : (List<?>) expectation.get("fires")) {
            Map<?, ?> entry = (Map<?, ?>) fire;
            List<String> group = ((List<?>) entry.get("group"))
                    .stream().map(String.class::cast).toList();
            expected.put(group, Instant.parse((String) entry.get("first_fire")).toString());
        }
        return expected;
    }
}
