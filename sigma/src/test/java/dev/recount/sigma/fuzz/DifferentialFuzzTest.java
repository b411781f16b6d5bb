package dev.recount.sigma.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recount.sigma.index.RuleMatcher;
import dev.recount.sigma.index.RuleSet;
import dev.recount.sigma.json.Json;
import dev.recount.sigma.match.DetectionCompiler;
import dev.recount.sigma.match.EventFields;
import dev.recount.sigma.match.Placeholders;
import dev.recount.sigma.parse.SigmaParser;
import dev.recount.sigma.rule.DetectionRule;
import dev.recount.sigma.rule.LogSource;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * The engine against the naive evaluator on random rules and events. {@code -Dsigma.fuzz.pairs=10000000} makes it longer,
 * {@code -Dsigma.fuzz.seed=…} repeats a run.
 */
class DifferentialFuzzTest {

    private static final long PAIRS = Long.getLong("sigma.fuzz.pairs", 200_000);
    private static final long SEED = Long.getLong("sigma.fuzz.seed", 20261122);
    private static final int RULES = 100;
    private static final int EVENTS = 200;

    @Test
    void engine_index_and_naive_evaluator_agree() {
        long matches = 0;
        long candidates = 0;
        long pairs = 0;
        for (long seed = SEED; pairs < PAIRS; seed++) {
            RandomSigma random = new RandomSigma(seed);
            List<RandomSigma.Rule> rules = new ArrayList<>();
            List<DetectionRule> parsed = new ArrayList<>();
            for (int i = 0; i < RULES; i++) {
                RandomSigma.Rule rule = random.rule();
                rules.add(rule);
                parsed.add(SigmaParser.parse("seed " + seed, rule.yaml())
                        .orThrow()
                        .detectionRules()
                        .get(0));
            }
            long costly = seed % 3;
            RuleMatcher matcher = RuleSet.compile(
                            parsed, Placeholders.NONE, field -> costly > 0 && field.hashCode() % 3 < costly)
                    .matcher(LogSource.ANY);
            Map<DetectionRule, Boolean> fired = new IdentityHashMap<>();
            for (int i = 0; i < EVENTS; i++) {
                Map<String, Object> event = random.event();
                fired.clear();
                matcher.match(EventFields.of(event), rule -> fired.put(rule, true));
                candidates += matcher.candidates();
                for (int r = 0; r < RULES; r++) {
                    boolean expected = NaiveEvaluator.matches(
                            rules.get(r).selections(), rules.get(r).condition(), event);
                    if (expected != fired.containsKey(parsed.get(r))) {
                        throw new AssertionError(difference(seed, rules.get(r), parsed.get(r), event, expected));
                    }
                    matches += expected ? 1 : 0;
                    pairs++;
                }
            }
        }

        assertThat(matches).as("share of pairs that match").isBetween(pairs / 20, pairs / 2);
        assertThat(candidates).as("candidates").isLessThan(pairs);
    }

    private static String difference(
            long seed, RandomSigma.Rule rule, DetectionRule parsed, Map<String, Object> event, boolean expected) {
        boolean direct = new DetectionCompiler(Placeholders.NONE)
                .compile(parsed.detection())
                .holds(EventFields.of(event));
        return "seed " + seed + ": naive says " + expected + ", the expression " + direct + ", the index " + !expected
                + "\nrule  " + rule.yaml() + "\nevent " + Json.write(event);
    }
}
