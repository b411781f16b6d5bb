package dev.recount.sigma.collection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recount.sigma.Rules;
import dev.recount.sigma.correlate.CorrelationPlan;
import dev.recount.sigma.correlate.Match;
import dev.recount.sigma.index.RuleSet;
import dev.recount.sigma.match.EventFields;
import dev.recount.sigma.parse.Problem;
import dev.recount.sigma.parse.SigmaParser;
import dev.recount.sigma.rule.SigmaDocument;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RuleCollectionTest {

    private static final String ID = "11111111-2222-4333-8444-555555555555";

    private static String rule(String name, String extra) {
        return "title: " + name + "\nname: " + name + "\n" + extra
                + "logsource: {product: p, service: s}\ndetection: {sel: {a: 1}, condition: sel}\n---\n";
    }

    private static String correlation(String name, String rules) {
        return "title: " + name + "\nname: " + name + "\ncorrelation: {type: temporal, rules: [" + rules
                + "], group-by: [], timespan: 1s}\n---\n";
    }

    private static RuleCollection of(String yaml) {
        return RuleCollection.of(Rules.parse(yaml.substring(0, yaml.length() - "---\n".length())));
    }

    @Test
    void a_rule_repeated_word_for_word_counts_once() {
        String base = "title: b\nname: base\nlogsource: {product: p}\ndetection: {sel: {a: 1}, condition: sel}\n";
        String over =
                "---\ntitle: %s\ncorrelation: {type: event_count, rules: [base], group-by: [], timespan: 1m, condition: {gte: 2}}\n";

        RuleCollection rules = RuleCollection.of(
                SigmaParser.parse("one.yml", base + over.formatted("one")),
                SigmaParser.parse("two.yml", "\n" + base + over.formatted("two")));

        assertThat(rules.problems()).isEmpty();
        assertThat(rules.detections()).hasSize(1);
        assertThat(rules.correlations()).hasSize(2);
    }

    @Test
    void a_correlation_does_not_take_a_rule_of_the_same_name_in_another_file_for_its_own() {
        String base = "title: b\nname: base\nlogsource: {product: p}\ndetection: {sel: {a: 1}, condition: sel}\n";
        String over =
                "---\ntitle: %s\ncorrelation: {type: event_count, rules: [base], group-by: [], timespan: 1m, condition: {gte: 2}}\n";

        RuleCollection rules = RuleCollection.of(
                SigmaParser.parse("one.yml", base + over.formatted("one")),
                SigmaParser.parse("two.yml", base.replace("a: 1", "a: 2") + over.formatted("two")));

        assertThat(rules.problems())
                .hasSize(2)
                .allMatch(problem -> problem.location().file().equals("two.yml"));
        assertThat(rules.correlations())
                .singleElement()
                .matches(rule -> rule.metadata().title().equals("one"));
    }

    @Test
    void the_same_id_or_name_twice_is_a_fault_of_the_second() {
        RuleCollection rules = of(rule("r1", "id: " + ID + "\n") + rule("r2", "id: " + ID + "\n") + rule("r1", ""));

        assertThat(rules.detections()).hasSize(1);
        assertThat(rules.problems()).extracting(Problem::field).containsExactly("id", "name");
        assertThat(rules.problems().get(0).toString())
                .isEqualTo("test.yml:7:1: id: " + ID + " (expected: each id once; it is taken at test.yml:1:1)");
    }

    @Test
    void a_reference_that_leads_nowhere_is_a_fault_and_takes_those_with_it_that_refer_to_it() {
        RuleCollection rules = of(rule("r1", "") + correlation("c1", "r1, gone") + correlation("c2", "c1, r1"));

        assertThat(rules.correlations()).isEmpty();
        assertThat(rules.problems()).extracting(Problem::offending).containsExactly("gone", "c1");
    }

    @Test
    void a_circle_of_correlations_is_a_fault() {
        RuleCollection rules = of(rule("r1", "") + correlation("c1", "r1, c2") + correlation("c2", "r1, c1"));

        assertThat(rules.correlations()).isEmpty();
        assertThat(rules.problems()).isNotEmpty();
        assertThat(of(rule("r1", "") + correlation("c1", "r1, c1")).problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.expected()).contains("no way back"));
    }

    @Test
    void an_alias_must_name_a_rule_of_the_correlation() {
        RuleCollection rules = of(
                rule("r1", "")
                        + "title: c\ncorrelation: {type: temporal, rules: [r1], group-by: [x], timespan: 1s, aliases: {x: {r2: f}}}\n---\n");

        assertThat(rules.problems()).extracting(Problem::field).containsExactly("correlation.aliases.x");
        assertThat(rules.correlations()).isEmpty();
    }

    @Test
    void an_alias_may_name_a_rule_that_the_correlation_refers_to_by_id() {
        RuleCollection rules = of(rule("r1", "id: " + ID + "\n")
                        + "title: c\ncorrelation: {type: temporal, rules: [" + ID
                        + "], group-by: [x], timespan: 1s, aliases: {x: {r1: f}}}\n---\n")
                .orThrow();
        CorrelationPlan plan = CorrelationPlan.of(rules.correlations().get(0), rules);

        assertThat(plan.matches(rules.detections().get(0), EventFields.of(Map.of("f", "v")), "e", 1, 1))
                .extracting(Match::group)
                .containsExactly(List.of("v"));
    }

    @Test
    void rules_are_found_by_id_in_any_letter_case_and_by_name() {
        RuleCollection rules =
                of(rule("r1", "id: " + ID.replace('1', 'a') + "\n") + correlation("c1", "r1, r1x") + rule("r1x", ""));

        assertThat(rules.find(ID.replace('1', 'A'))).isPresent();
        assertThat(rules.find("r1")).isPresent();
        assertThat(rules.find("R1")).isEmpty();
        assertThat(rules.find("c1")).isPresent();
        assertThat(rules.reporting()).extracting(SigmaDocument::key).containsExactly("c1");
    }

    @Test
    void a_filter_is_added_with_and_exactly_as_written() {
        String filter =
                "title: f\nlogsource: {product: p}\nfilter: {rules: [r1], sel: {b: 1}, other: {c: 1}, condition: not 1 of *}\n---\n";
        RuleSet rules = RuleSet.compile(of(rule("r1", "") + filter).orThrow().detections());

        assertThat(rules.match(EventFields.of(Map.of("a", 1)))).hasSize(1);
        assertThat(rules.match(EventFields.of(Map.of("a", 1, "b", 1)))).isEmpty();
        assertThat(rules.match(EventFields.of(Map.of("a", 1, "c", 1)))).isEmpty();
        assertThat(rules.match(EventFields.of(Map.of("b", 1)))).isEmpty();
        RuleSet positive = RuleSet.compile(of(rule("r1", "") + filter.replace("not 1 of *", "sel and (other or sel)"))
                .orThrow()
                .detections());
        assertThat(positive.match(EventFields.of(Map.of("a", 1)))).isEmpty();
        assertThat(positive.match(EventFields.of(Map.of("a", 1, "b", 1)))).hasSize(1);
    }

    @Test
    void two_filters_of_one_rule_both_count() {
        String filter =
                "title: f\nlogsource: {product: p}\nfilter: {rules: [r1], sel: {%s: 1}, condition: not sel}\n---\n";
        RuleSet rules = RuleSet.compile(of(rule("r1", "") + filter.formatted("b") + filter.formatted("c"))
                .orThrow()
                .detections());

        assertThat(rules.match(EventFields.of(Map.of("a", 1)))).hasSize(1);
        assertThat(rules.match(EventFields.of(Map.of("a", 1, "b", 1)))).isEmpty();
        assertThat(rules.match(EventFields.of(Map.of("a", 1, "c", 1)))).isEmpty();
    }

    @Test
    void a_filter_of_any_rule_is_added_to_all_of_its_log_source() {
        String filter =
                "title: f\nlogsource: {product: P}\nfilter: {rules: any, sel: {b: 1}, condition: not sel}\n---\n";
        String elsewhere = rule("r3", "").replace("product: p, ", "");
        RuleSet rules = RuleSet.compile(of(rule("r1", "") + filter + rule("r2", "") + elsewhere)
                .orThrow()
                .detections());

        assertThat(rules.match(EventFields.of(Map.of("a", 1)))).hasSize(3);
        assertThat(rules.match(EventFields.of(Map.of("a", 1, "b", 1))))
                .extracting(rule -> rule.metadata().name())
                .containsExactly("r3");
    }

    @Test
    void a_filter_for_another_log_source_or_an_unknown_rule_is_a_fault() {
        String filter = "title: f\nlogsource: {product: %s}\nfilter: {rules: [%s], sel: {b: 1}, condition: sel}\n---\n";

        assertThat(of(rule("r1", "") + filter.formatted("other", "r1")).problems())
                .hasSize(1);
        assertThat(of(rule("r1", "") + filter.formatted("p", "r2")).problems()).hasSize(1);
    }
}
