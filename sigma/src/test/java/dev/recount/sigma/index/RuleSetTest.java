package dev.recount.sigma.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.recount.sigma.Rules;
import dev.recount.sigma.match.EventFields;
import dev.recount.sigma.match.Placeholders;
import dev.recount.sigma.parse.InvalidRulesException;
import dev.recount.sigma.rule.DetectionRule;
import dev.recount.sigma.rule.LogSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RuleSetTest {

    @Test
    void an_event_is_tried_only_on_rules_whose_log_source_does_not_contradict_its_own() {
        RuleSet rules = RuleSet.compile(List.of(
                rule("{product: aws, service: cloudtrail}"),
                rule("{product: aws}"),
                rule("{product: linux}"),
                rule("{category: c}")));
        EventFields event = EventFields.of(Map.of("a", 1));

        assertThat(rules.match(event)).hasSize(4);
        assertThat(rules.match(LogSource.of("aws", null, null), event)).hasSize(3);
        assertThat(rules.match(LogSource.of("AWS", null, "CloudTrail"), event)).hasSize(3);
        assertThat(rules.match(LogSource.of("aws", null, "guardduty"), event)).hasSize(2);
        assertThat(rules.match(LogSource.of("azure", "c", null), event)).hasSize(1);
        assertThat(rules.match(LogSource.of("azure", "d", null), event)).isEmpty();
    }

    private static DetectionRule rule(String logSource) {
        return Rules.parse("title: t\nlogsource: " + logSource + "\ndetection: {sel: {a: 1}, condition: sel}")
                .orThrow()
                .detectionRules()
                .get(0);
    }

    @Test
    void a_placeholder_without_values_refuses_the_rule() {
        DetectionRule rule = Rules.detection("sel: {'a|expand': '%x%'}\ncondition: sel");

        assertThatThrownBy(() -> RuleSet.compile(List.of(rule)))
                .isInstanceOf(InvalidRulesException.class)
                .hasMessageContaining("test.yml:4:9: detection.sel.a|expand: %x% (expected: a placeholder with values");
        assertThat(RuleSet.compile(List.of(rule), Placeholders.of(Map.of("x", List.of("1"))))
                        .match(EventFields.of(Map.of("a", "1"))))
                .hasSize(1);
        assertThatThrownBy(() -> RuleSet.compile(List.of(rule), Placeholders.of(Map.of("x", List.of()))))
                .isInstanceOf(InvalidRulesException.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '§',
            value = {"fo{x|ba} § ba}", "fo{x|ba} § fo{x", "foo\\012bar § foo\\nbar", "a{2}bc § aabc", "ab{0,3}cd § acd"
            })
    void asks_for_no_literal_that_an_expression_can_do_without(String expression, String value) {
        DetectionRule rule = Rules.detection("sel: {'a|re': '" + expression + "'}\ncondition: sel");

        assertThat(RuleSet.compile(List.of(rule)).match(EventFields.of(Map.of("a", value.replace("\\n", "\n")))))
                .hasSize(1);
    }

    @Test
    void an_event_without_a_witness_costs_no_evaluation() {
        List<DetectionRule> rules = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            rules.add(Rules.detection("sel: {action: read, 'cmd|contains': 'tok%05d'}\ncondition: sel".formatted(i)));
        }
        RuleMatcher matcher = RuleSet.compile(rules).matcher(LogSource.ANY);
        List<DetectionRule> matched = new ArrayList<>();

        matcher.match(EventFields.of(Map.of("action", "read", "cmd", "x tok99999 y")), matched::add);
        assertThat(matcher.candidates()).isZero();
        matcher.match(EventFields.of(Map.of("action", "read", "cmd", "x TOK00017 y")), matched::add);
        assertThat(matcher.candidates()).isEqualTo(1);
        assertThat(matched).containsExactly(rules.get(17));
    }

    @Test
    void an_equality_that_many_rules_share_saves_their_evaluation_unless_it_holds() {
        List<DetectionRule> rules = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            String action = i % 2 == 0 ? "read" : "WRITE";
            rules.add(Rules.detection(
                    "sel: {action: %s, 'cmd|contains': ['token', 'other%d']}\ncondition: sel".formatted(action, i)));
        }
        RuleMatcher matcher = RuleSet.compile(rules).matcher(LogSource.ANY);
        List<DetectionRule> matched = new ArrayList<>();

        matcher.match(EventFields.of(Map.of("action", "list", "cmd", "a token")), matched::add);
        assertThat(matcher.candidates()).isZero();
        matcher.match(EventFields.of(Map.of("action", List.of("list", "write"), "cmd", "a token")), matched::add);
        assertThat(matcher.candidates()).isEqualTo(20);
        assertThat(matched).hasSize(20).allMatch(rule -> rules.indexOf(rule) % 2 == 1);
    }

    @Test
    void a_costly_field_is_read_only_while_everything_else_holds() {
        List<DetectionRule> rules = List.of(
                Rules.detection("sel: {dear: rare, action: read, 'dear2|contains': x}\ncondition: sel"),
                Rules.detection("a: {dear: rare}\nb: {action: write}\ncondition: not a and b"));
        RuleMatcher matcher = RuleSet.compile(rules, Placeholders.NONE, field -> field.startsWith("dear"))
                .matcher(LogSource.ANY);
        List<String> read = new ArrayList<>();
        List<DetectionRule> matched = new ArrayList<>();

        matcher.match(noting(Map.of("action", "list", "dear", "rare"), read), matched::add);
        assertThat(read).containsOnly("action");
        matcher.match(noting(Map.of("action", "read", "dear", "common"), read), matched::add);
        assertThat(read).contains("dear").doesNotContain("dear2");
        assertThat(matched).isEmpty();
        matcher.match(noting(Map.of("action", "write", "dear", "common"), read), matched::add);
        assertThat(matched).containsExactly(rules.get(1));
    }

    private static EventFields noting(Map<String, Object> event, List<String> read) {
        EventFields fields = EventFields.of(event);
        return new EventFields() {
            @Override
            public @Nullable Object get(String path) {
                read.add(path);
                return fields.get(path);
            }

            @Override
            public boolean anyValue(Predicate<Object> test) {
                return fields.anyValue(test);
            }
        };
    }

    @Test
    void numbers_and_networks_are_found_by_sorted_search() {
        List<DetectionRule> rules = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            rules.add(Rules.detection("sel: {'n|gte': %d}\ncondition: sel".formatted(i)));
            rules.add(Rules.detection("sel: {'n|lt': %d}\ncondition: sel".formatted(i)));
            rules.add(Rules.detection("sel: {n: %d}\ncondition: sel".formatted(i)));
            rules.add(Rules.detection("sel: {'ip|cidr': 10.%d.0.0/16}\ncondition: sel".formatted(i)));
        }
        RuleMatcher matcher = RuleSet.compile(rules).matcher(LogSource.ANY);
        List<DetectionRule> matched = new ArrayList<>();

        matcher.match(EventFields.of(Map.of("n", 50, "ip", "10.7.1.1")), matched::add);

        assertThat(matched).hasSize(51 + 149 + 1 + 1);
        assertThat(matcher.candidates()).isBetween(matched.size(), matched.size() + 2);
    }

    @Test
    void every_index_of_a_rule_that_only_negates_is_skipped() {
        RuleMatcher matcher = RuleSet.compile(List.of(Rules.detection("sel: {a: 1}\ncondition: not sel")))
                .matcher(LogSource.ANY);
        List<DetectionRule> matched = new ArrayList<>();

        matcher.match(EventFields.of(Map.of("a", 2)), matched::add);
        matcher.match(EventFields.of(Map.of("a", 1)), matched::add);

        assertThat(matched).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '§',
            value = {
                "abc § abc",
                "a.bcd § a+bcd",
                "abc|def § ''",
                "abc? § ab",
                "abc* § ab",
                "abc+d § abc+d",
                "abc{2}d § ab+d",
                "(abc)def § def",
                "[abc]de § de",
                "[]abc]de § de",
                "[^]abc]de § de",
                "[[:alpha:]x]de § de",
                "a\\.b § a.b",
                "a\\db § a+b",
                "\\Qa+b\\Ecdef § ''",
                "\\x41bcd § ''",
                "^start$ § start",
                "(a(b|c)d)ef § ef",
                "(?i)abc § abc",
                "abc\\x41|def § ''",
                "é § ''",
                "-(W|R)x § -W/-R+-+x",
                "a(?:bc|d)e § abc/ad+a+e",
                "a(bc|d)?e § a+e",
                "a(b.|d)e § a+e",
                "(ab|c)+ § ab/c"
            })
    void a_regular_expression_has_literals_it_cannot_do_without(String expression, String literal) {
        assertThat(RegexLiteral.all(expression).stream()
                        .map(set -> String.join("/", set))
                        .collect(Collectors.joining("+")))
                .isEqualTo(literal);
    }

    @Test
    void the_automaton_finds_literals_within_literals() {
        List<String> literals = List.of("he", "she", "his", "hers", "he");

        assertThat(found(new Automaton(literals, new Alphabet(literals)), "usHERS"))
                .containsExactlyInAnyOrder(1, 0, 4, 3);
    }

    @Test
    void the_trie_finds_literals_at_an_edge_alone() {
        List<String> literals = List.of("he", "she", "hers", "s", "he", "rs", "ushers!");
        var alphabet = new Alphabet(literals);

        assertThat(found(new EdgeTrie(literals, alphabet, false), "HErs")).containsExactlyInAnyOrder(0, 4, 2);
        assertThat(found(new EdgeTrie(literals, alphabet, true), "usheRS")).containsExactlyInAnyOrder(2, 5, 3);
        assertThat(found(new EdgeTrie(literals, alphabet, false), "x-hers")).isEmpty();
        assertThat(found(new EdgeTrie(literals, alphabet, true), "")).isEmpty();
    }

    private static List<Integer> found(LiteralIndex.Search search, String text) {
        List<Integer> found = new ArrayList<>();
        search.scan(text, found::add);
        return found;
    }

    @Test
    void one_rule_set_serves_several_threads() throws Exception {
        RuleSet rules = RuleSet.compile(List.of(Rules.detection("sel: {'a|contains': x}\ncondition: sel")));
        List<Thread> threads = new ArrayList<>();
        List<Integer> sizes = java.util.Collections.synchronizedList(new ArrayList<>());
        for (int i = 0; i < 4; i++) {
            String value = i % 2 == 0 ? "x" : "y";
            Thread thread = new Thread(() -> {
                int matches = 0;
                for (int j = 0; j < 1000; j++) {
                    matches +=
                            rules.match(EventFields.of(Map.of("a", value + j))).size();
                }
                sizes.add(matches);
            });
            thread.start();
            threads.add(thread);
        }
        for (Thread thread : threads) {
            thread.join();
        }

        assertThat(sizes).containsExactlyInAnyOrder(1000, 1000, 0, 0);
    }
}
