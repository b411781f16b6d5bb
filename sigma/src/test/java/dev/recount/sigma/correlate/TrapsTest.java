package dev.recount.sigma.correlate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.recount.sigma.Rules;
import dev.recount.sigma.collection.RuleCollection;
import dev.recount.sigma.parse.InvalidRulesException;
import dev.recount.sigma.parse.ParseResult;
import dev.recount.sigma.rule.CorrelationRule;
import dev.recount.sigma.rule.CorrelationType;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The traps of the reference: where the specification's text, its schema and other engines disagree, and the flaws seen in
 * another engine for Kafka Streams.
 */
class TrapsTest {

    private static final String HEAD = "title: c\ncorrelation: ";

    private static CorrelationRule correlation(String section) {
        return Rules.parse(HEAD + section).orThrow().correlationRules().get(0);
    }

    private static List<Firing> fire(String section, String... steps) {
        return Scenario.of(section).fire(steps);
    }

    @Nested
    class SpecificationSchemaAndPySigma {

        @Test
        void a_condition_may_have_two_bounds() {
            String range = "{type: event_count, rules: [ra], group-by: [], timespan: 10s, condition: {gt: 1, lte: 2}}";

            assertThat(fire(range, "ra 1")).isEmpty();
            assertThat(fire(range, "ra 1", "ra 2")).hasSize(1);
            assertThat(fire(range, "ra 1", "ra 1", "ra 1")).isEmpty();
        }

        @Test
        void generate_is_read_in_both_places() {
            String without = "{type: temporal, rules: [ra, rb], group-by: [], timespan: 1s}";

            assertThat(correlation(without).generate()).isFalse();
            assertThat(correlation(without.replace("}", ", generate: true}")).generate())
                    .isTrue();
            assertThat(correlation(without + "\ngenerate: true").generate()).isTrue();
        }

        @Test
        void references_is_the_key_and_reference_is_custom() {
            CorrelationRule rule = correlation(
                    "{type: temporal, rules: [ra, rb], group-by: [], timespan: 1s}\nreferences: [a]\nreference: b");

            assertThat(rule.metadata().references()).containsExactly("a");
            assertThat(rule.metadata().custom()).isEqualTo(Map.of("reference", "b"));
        }

        @Test
        void value_percentile_without_a_rank_is_the_share_of_a_value() {
            String rare =
                    "{type: value_percentile, rules: [ra], group-by: [], timespan: 1h, condition: {field: v, lte: 25}}";

            assertThat(fire(rare, "ra 1 v=x", "ra 2 v=x", "ra 3 v=y")).isEmpty();
            assertThat(fire(rare, "ra 1 v=x", "ra 2 v=x", "ra 3 v=x", "ra 4 v=y"))
                    .hasSize(1);
        }

        @Test
        void value_percentile_with_a_rank_is_interpolated() {
            String high =
                    "{type: value_percentile, rules: [ra], group-by: [], timespan: 1h, condition: {field: v, percentile: 50, gte: 15}}";

            assertThat(fire(high, "ra 1 v=10", "ra 2 v=19")).isEmpty();
            assertThat(fire(high, "ra 1 v=10", "ra 2 v=20")).hasSize(1);
        }

        @ParameterizedTest
        @ValueSource(strings = {"window: tumbling", "sigma-version: 3", "timeframe: 5m"})
        void what_was_declined_upstream_is_refused_and_not_ignored(String key) {
            ParseResult result =
                    Rules.parse(HEAD + "{type: temporal, rules: [ra, rb], group-by: [], timespan: 1s, " + key + "}");

            assertThat(result.problems()).hasSize(1);
        }

        @Test
        void array_matching_of_another_engine_is_an_ordinary_field_name() {
            assertThat(Rules.itemMatches("'f[any]': a", Map.of("f", List.of("a"))))
                    .isFalse();
            assertThat(Rules.itemMatches("'f[any]': a", Map.of("f[any]", "a"))).isTrue();
        }

        @Test
        void internal_names_of_another_implementation_are_no_types() {
            assertThat(Rules.parse(HEAD + "{type: temporal_extended, rules: [ra], group-by: [], timespan: 1s}")
                            .problems())
                    .hasSize(1)
                    .first()
                    .satisfies(problem -> assertThat(problem.expected()).contains("temporal_ordered"));
            assertThat(CorrelationType.values()).hasSize(8);
        }

        @Test
        void the_rules_of_a_boolean_condition_are_those_it_names() {
            String section = "{type: temporal, group-by: [], timespan: 5s, condition: rb and not ra}";

            assertThat(correlation(section).rules()).containsExactly("rb", "ra");
            assertThat(correlation(section.replace("group-by", "rules: [ra, rb], group-by"))
                            .rules())
                    .containsExactly("ra", "rb");
            assertThat(Rules.parse(HEAD + section.replace("group-by", "rules: [ra, rb, rc], group-by"))
                            .isValid())
                    .isFalse();
            assertThat(Rules.parse(HEAD + section.replace("group-by", "rules: [rb], group-by"))
                            .isValid())
                    .isFalse();
        }

        @Test
        void a_boolean_condition_is_for_temporal_types_only() {
            assertThat(Rules.parse(HEAD + "{type: event_count, rules: [ra], group-by: [], timespan: 5s, condition: ra}")
                            .isValid())
                    .isFalse();
        }

        @Test
        void utf16le_is_accepted() {
            assertThat(Rules.parseItem("f|utf16le|base64: foo").isValid()).isTrue();
        }
    }

    @Nested
    class FlawsOfTheKafkaStreamsTwin {

        private static final String TWO = "sel_a: {a: 1}\nsel_b: {b: 1}\ncondition: ";

        @Test
        void or_in_lower_case_is_or() {
            assertThat(Rules.matches(TWO + "sel_a or sel_b", Map.of("b", 1))).isTrue();
        }

        @Test
        void not_matches_when_its_part_does_not() {
            assertThat(Rules.matches(TWO + "sel_a and not sel_b", Map.of("a", 1)))
                    .isTrue();
            assertThat(Rules.matches(TWO + "sel_a and not sel_b", Map.of("a", 1, "b", 1)))
                    .isFalse();
        }

        @Test
        void not_of_an_absent_field_holds() {
            assertThat(Rules.matches("sel: {a: 1}\ncondition: not sel", Map.of()))
                    .isTrue();
        }

        @Test
        void every_field_of_a_selection_counts() {
            assertThat(Rules.itemMatches("{a: 1, b: 1}", Map.of("b", 1))).isFalse();
            assertThat(Rules.itemMatches("{a: 1, b: 1}", Map.of("a", 1))).isFalse();
        }

        @Test
        void values_are_compared_without_letter_case() {
            assertThat(Rules.itemMatches("a: Foo", Map.of("a", "fOO"))).isTrue();
        }

        @Test
        void at_most_is_not_less_than() {
            String most = "{type: event_count, rules: [ra], group-by: [], timespan: 10s, condition: {lte: 1}}";

            assertThat(fire(most, "ra 1")).hasSize(1);
            assertThat(fire(most, "ra 1", "ra 1")).isEmpty();
        }

        @Test
        void distinct_values_are_counted_over_the_group_and_not_per_value() {
            String distinct =
                    "{type: value_count, rules: [ra], group-by: [], timespan: 10s, condition: {field: v, gte: 3}}";

            assertThat(fire(distinct, "ra 1 v=x", "ra 2 v=x", "ra 3 v=x")).isEmpty();
            assertThat(fire(distinct, "ra 1 v=x", "ra 2 v=y", "ra 3 v=z")).hasSize(1);
        }

        @Test
        void a_firing_has_every_event_and_not_the_last() {
            String count = "{type: event_count, rules: [ra], group-by: [], timespan: 10s, condition: {gte: 3}}";

            assertThat(fire(count, "ra 1", "ra 2", "ra 3").get(0).evidenceIds()).containsExactly("e0", "e1", "e2");
        }

        @Test
        void one_crossing_is_one_firing() {
            String count = "{type: event_count, rules: [ra], group-by: [], timespan: 10s, condition: {gte: 2}}";

            List<Firing> firings = fire(count, "ra 1", "ra 2", "ra 3", "ra 4", "ra 30", "ra 31");

            assertThat(firings).extracting(Firing::firstFireMicros).containsExactly(2_000_000L, 31_000_000L);
            assertThat(firings.get(0).following()).extracting(Match::eventId).containsExactly("e2", "e3");
        }

        @Test
        void rules_of_one_title_are_two_rules() {
            String rule = "title: same\nid: %s\nlogsource: {product: p}\ndetection: {sel: {a: %d}, condition: sel}\n";
            RuleCollection rules = Rules.collection(rule.formatted("11111111-2222-4333-8444-555555555555", 1) + "---\n"
                    + rule.formatted("11111111-2222-4333-8444-555555555556", 2));

            assertThat(rules.detections())
                    .extracting(found -> found.key())
                    .doesNotHaveDuplicates()
                    .hasSize(2);
        }

        @Test
        void one_of_a_pattern_is_understood() {
            assertThat(Rules.matches(TWO + "1 of sel_*", Map.of("b", 1))).isTrue();
        }

        @ParameterizedTest
        @ValueSource(strings = {"beginswith", "greater_than", "less_than"})
        void modifiers_of_its_own_are_refused(String modifier) {
            assertThat(Rules.parseItem("a|" + modifier + ": 1").isValid()).isFalse();
        }
    }

    @Test
    void conditions_without_a_meaning_are_refused() {
        for (String condition : List.of("not ra and not rb", "ra or not rb")) {
            assertThatThrownBy(() ->
                            Scenario.of("{type: temporal, group-by: [], timespan: 5s, condition: " + condition + "}"))
                    .isInstanceOf(InvalidRulesException.class)
                    .hasMessageContaining("must match");
        }
        for (String condition :
                List.of("{lt: 2}", "{gte: 1.5}", "{gte: 4}", "{gte: 1, lte: 2}", "{gte: 0}", "{eq: 2}")) {
            assertThatThrownBy(() -> Scenario.of(
                            "{type: temporal_ordered, rules: [ra, rb, rc], group-by: [], timespan: 5s, condition: "
                                    + condition + "}"))
                    .isInstanceOf(InvalidRulesException.class)
                    .hasMessageContaining("gte or gt");
        }
    }
}
