package dev.recount.sigma.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.recount.sigma.Rules;
import dev.recount.sigma.collection.RuleCollection;
import dev.recount.sigma.index.RuleSet;
import dev.recount.sigma.match.EventFields;
import dev.recount.sigma.parse.InvalidRulesException;
import dev.recount.sigma.rule.CorrelationCondition;
import dev.recount.sigma.rule.CorrelationRule;
import dev.recount.sigma.rule.LogSource;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PipelineTest {

    private static final String RULES = """
            title: r
            name: rr
            tags: [attack.t1]
            logsource: {product: windows, category: process_creation}
            detection:
              sel: {Image|endswith: cmd.exe, User: bob}
              condition: sel
            ---
            title: c
            correlation:
              type: value_count
              rules: [rr]
              group-by: [User, who]
              aliases: {who: {rr: Image}}
              timespan: 1m
              condition: {field: [Image, User], gte: 2}
            """;

    private static Pipeline pipeline(String transformations) {
        return PipelineParser.parse(
                "p.yml", "name: p\npriority: 10\nvars: {names: [bob, 'eve*']}\ntransformations:\n" + transformations);
    }

    private static RuleCollection apply(String transformations) {
        return pipeline(transformations).apply(Rules.collection(RULES));
    }

    private static boolean matches(RuleCollection rules, Map<String, ?> event) {
        return !RuleSet.compile(rules.orThrow().detections())
                .match(EventFields.of(event))
                .isEmpty();
    }

    @Test
    void the_kind_of_a_rule_can_be_negated_and_alternative() {
        String rename = "- {type: field_name_mapping, mapping: {User: u}, ";
        String correlations = "rule_conditions: [{type: is_sigma_correlation_rule}%s]}";

        RuleCollection notCorrelations = apply(rename + "rule_cond_not: true, " + correlations.formatted(""));
        assertThat(matches(notCorrelations, Map.of("Image", "cmd.exe", "u", "bob")))
                .isTrue();
        assertThat(notCorrelations.correlations().get(0).groupBy()).contains("User");
        RuleCollection either =
                apply(rename + "rule_cond_op: or, " + correlations.formatted(", {type: tag, tag: attack.t1}"));
        assertThat(matches(either, Map.of("Image", "cmd.exe", "u", "bob"))).isTrue();
        assertThat(either.correlations().get(0).groupBy()).contains("u");
    }

    @Test
    void a_key_it_does_not_know_and_a_broken_expression_are_faults() {
        for (String faulty : new String[] {
            "- {type: field_name_prefix, prefix: x, field_name_condition: [{type: include_fields}]}",
            "- {type: field_name_prefix, prefix: x, field_name_conditions: [{type: include_fields, mode: re, fields: ['(']}]}",
            "- {type: field_name_prefix, prefix: x, detection_item_conditions: [{type: match_string, pattern: '['}]}"
        }) {
            assertThatThrownBy(() -> pipeline(faulty)).isInstanceOf(InvalidRulesException.class);
        }
    }

    @Test
    void fields_get_other_names_also_in_correlations() {
        RuleCollection rules = apply("- {type: field_name_mapping, mapping: {Image: process.path, User: user.name}}");

        assertThat(matches(rules, Map.of("process", Map.of("path", "x/cmd.exe"), "user.name", "Bob")))
                .isTrue();
        CorrelationRule correlation = rules.correlations().get(0);
        assertThat(correlation.groupBy()).containsExactly("user.name", "who");
        assertThat(correlation.aliases()).isEqualTo(Map.of("who", Map.of("rr", "process.path")));
        assertThat(((CorrelationCondition.Threshold) correlation.condition()).fields())
                .containsExactly("process.path", "user.name");
    }

    @Test
    void several_names_mean_any_of_the_fields_but_not_in_a_group() {
        RuleCollection rules = apply(
                "- {type: field_name_mapping, mapping: {User: [u1, u2]}, rule_conditions: [{type: is_sigma_rule}]}");

        assertThat(matches(rules, Map.of("Image", "cmd.exe", "u2", "bob"))).isTrue();
        assertThat(matches(rules, Map.of("Image", "cmd.exe", "User", "bob"))).isFalse();
        assertThat(apply("- {type: field_name_mapping, mapping: {User: [u1, u2]}}")
                        .problems())
                .hasSize(1);
    }

    @Test
    void prefixes_and_suffixes() {
        assertThat(matches(
                        apply("- {type: field_name_prefix, prefix: win.}"),
                        Map.of("win.Image", "cmd.exe", "win.User", "bob")))
                .isTrue();
        assertThat(matches(
                        apply(
                                "- {type: field_name_suffix, suffix: .raw, field_name_conditions: [{type: include_fields, fields: [User]}]}"),
                        Map.of("Image", "cmd.exe", "User.raw", "bob")))
                .isTrue();
        assertThat(matches(
                        apply("- {type: field_name_prefix_mapping, mapping: {Im: X.im, Nothing: y}}"),
                        Map.of("X.image", "cmd.exe", "User", "bob")))
                .isTrue();
    }

    @Test
    void the_log_source_changes_and_a_condition_is_added() {
        RuleCollection rules = apply("""
                - id: first
                  type: change_logsource
                  product: edr
                  rule_conditions: [{type: logsource, category: process_creation}]
                - type: add_condition
                  conditions: {EventID: 1}
                  rule_conditions: [{type: processing_item_applied, processing_item_id: first}]
                - type: add_condition
                  negated: true
                  conditions: {Host: lab}
                """);

        assertThat(rules.detections().get(0).logSource()).isEqualTo(LogSource.of("edr", null, null));
        assertThat(matches(rules, Map.of("Image", "cmd.exe", "User", "bob"))).isFalse();
        assertThat(matches(rules, Map.of("Image", "cmd.exe", "User", "bob", "EventID", 1)))
                .isTrue();
        assertThat(matches(rules, Map.of("Image", "cmd.exe", "User", "bob", "EventID", 1, "Host", "lab")))
                .isFalse();
    }

    @Test
    void values_are_mapped() {
        RuleCollection rules = apply("- {type: map_string, mapping: {bob: [robert, bobby]}}");

        assertThat(matches(rules, Map.of("Image", "cmd.exe", "User", "bobby"))).isTrue();
        assertThat(matches(rules, Map.of("Image", "cmd.exe", "User", "bob"))).isFalse();
    }

    @Test
    void placeholders_are_supplied() {
        Pipeline values = pipeline("- {type: value_placeholders, include: [names]}\n- {type: wildcard_placeholders}");

        assertThat(values.placeholders().valuesOf("names"))
                .hasValueSatisfying(v -> assertThat(v).contains("eve*"));
        assertThat(values.placeholders().valuesOf("other"))
                .hasValueSatisfying(v -> assertThat(v).containsExactly("*"));
        assertThat(pipeline("- {type: wildcard_placeholders, exclude: [x]}")
                        .placeholders()
                        .valuesOf("x"))
                .isEmpty();
        assertThat(values.priority()).isEqualTo(10);
    }

    @Test
    void failures_refuse_a_rule_when_their_conditions_hold() {
        assertThat(apply("- {type: rule_failure, message: no, rule_conditions: [{type: tag, tag: attack.t1}]}")
                        .problems())
                .hasSize(2);
        assertThat(apply("- {type: rule_failure, message: no, rule_conditions: [{type: tag, tag: attack.t2}]}")
                        .problems())
                .isEmpty();
        assertThat(apply(
                                "- {type: rule_failure, message: no, rule_cond_not: true, rule_conditions: [{type: contains_field, field: User}]}")
                        .problems())
                .isEmpty();
        assertThat(apply(
                                "- {type: rule_failure, message: no, rule_cond_op: or, rule_conditions: [{type: contains_field, field: X}, {type: contains_detection_item, field: User, value: bob}]}")
                        .problems())
                .isNotEmpty();
        assertThat(apply(
                                "- {type: detection_item_failure, message: no, detection_item_conditions: [{type: match_string, pattern: b.b}]}")
                        .detections())
                .isEmpty();
        assertThat(apply(
                                "- {type: detection_item_failure, message: no, field_name_conditions: [{type: exclude_fields, fields: ['Us', 'Im'], mode: re}]}")
                        .detections())
                .hasSize(1);
        assertThat(apply("- {type: rule_failure, message: no, rule_conditions: [{type: is_sigma_correlation_rule}]}")
                        .detections())
                .hasSize(1);
    }

    @Test
    void items_can_be_nested() {
        RuleCollection rules = apply("""
                - type: nest
                  items:
                    - {type: field_name_prefix, prefix: a.}
                    - {type: field_name_prefix, prefix: b.}
                """);

        assertThat(matches(rules, Map.of("b.a.Image", "cmd.exe", "b.a.User", "bob")))
                .isTrue();
        assertThat(rules.correlations().get(0).groupBy()).containsExactly("b.a.User", "who");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "- {type: command_placeholders}",
                "- {type: hashes_fields}",
                "- {type: field_name_mapping}",
                "- {type: rule_failure}",
                "- {type: rule_failure, message: m, rule_conditions: [{type: moon_phase}]}",
                "- {type: rule_failure, message: m, rule_cond_expr: a and b}",
                "- {type: rule_failure, message: m, field_name_conditions: [{type: include_fields, fields: [a], mode: glob}]}",
                "- {type: rule_failure, message: m, detection_item_conditions: [{type: contains_wildcard}]}",
                "- {type: add_condition, conditions: {'a|nope': 1}}",
                "- text",
                "text"
            })
    void what_it_does_not_know_is_refused(String transformations) {
        assertThatThrownBy(() -> pipeline(transformations)).isInstanceOf(InvalidRulesException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "finalizers: [x]", "unknown: 1", "a: ["})
    void a_faulty_file_is_refused(String yaml) {
        assertThatThrownBy(() -> PipelineParser.parse("p.yml", yaml)).isInstanceOf(InvalidRulesException.class);
    }
}
