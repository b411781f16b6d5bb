package dev.recount.sigma.parse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.recount.sigma.Rules;
import dev.recount.sigma.rule.CorrelationRule;
import dev.recount.sigma.rule.DetectionRule;
import dev.recount.sigma.rule.Level;
import dev.recount.sigma.rule.Related;
import dev.recount.sigma.rule.Status;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ParserProblemsTest {

    @Test
    void an_empty_document_says_nothing_and_is_no_fault_unless_there_is_no_other() {
        String rule = "title: t\nlogsource: {product: p}\ndetection: {sel: {a: 1}, condition: sel}\n";

        assertThat(Rules.parse("---\n---\n" + rule + "---\n").orThrow().documents())
                .hasSize(1);
        assertThat(Rules.parse("---\n---\n").problems()).hasSize(1);
        assertThat(Rules.parse(rule + "---\nnull\n").problems()).hasSize(1);
    }

    @Test
    void a_part_of_a_time_that_no_time_has_is_a_fault() {
        assertThat(Rules.parseItem("f|hour: 24").problems())
                .extracting(Problem::expected)
                .containsExactly("a whole number from 0 to 23");
        assertThat(Rules.parseItem("f|month|neq: 0").isValid()).isFalse();
        assertThat(Rules.parseItem("f|minute: 1.5").isValid()).isFalse();
        assertThat(Rules.parseItem("f|year: 1e999999999").isValid()).isFalse();
        assertThat(Rules.parseItem("f|week: 53\ng|day: 31.0\nh|hour|lt: 24").isValid())
                .isTrue();
    }

    @Test
    void every_fault_of_a_file_is_reported_at_once_with_its_place_value_and_expectation() {
        ParseResult result = SigmaParser.parse("bad.yml", """
                title: 7
                id: nope
                status: fine
                date: 2024/01/01
                logsource:
                  product: p
                  vendor: v
                detection:
                  sel:
                    f|contians: x
                    g|re: '('
                  condition: sel and missing
                level: bad
                tags: [Attack]
                ---
                title: second
                logsource: {product: p}
                detection: {sel: {a: 1}, condition: sel}
                """);

        assertThat(result.problems())
                .extracting(Problem::toString)
                .containsExactly(
                        "bad.yml:1:8: title: 7 (expected: text)",
                        "bad.yml:2:5: id: nope (expected: a UUID)",
                        "bad.yml:3:9: status: fine (expected: one of stable, test, experimental, deprecated, unsupported)",
                        "bad.yml:13:8: level: bad (expected: one of informational, low, medium, high, critical)",
                        "bad.yml:4:7: date: 2024/01/01 (expected: a date as YYYY-MM-DD)",
                        "bad.yml:14:7: tags: Attack (expected: a tag as namespace.name in lower case)",
                        "bad.yml:7:11: logsource.vendor: vendor (expected: one of category, definition, product, service)",
                        "bad.yml:10:5: detection.sel.f|contians: contians (expected: a modifier of Sigma 2.1)",
                        "bad.yml:11:11: detection.sel.g|re: ( (expected: a regular expression without look-around or back-references: missing closing ))",
                        "bad.yml:12:14: detection.condition: missing (expected: one of [sel])");
        assertThat(result.documents())
                .extracting(document -> document.metadata().title())
                .containsExactly("second");
        assertThatThrownBy(result::orThrow)
                .isInstanceOf(InvalidRulesException.class)
                .hasMessageContaining("bad.yml:1:8")
                .hasMessageContaining("bad.yml:14:7");
    }

    @Test
    void every_attribute_is_kept() {
        DetectionRule rule =
                SigmaParser.parse("r.yml", """
                        title: T
                        id: 545a5da6-f103-4919-a519-e9aec1026ee4
                        name: n
                        related: [{id: 6c82cf5c-090d-4d57-9188-533577631108, type: similar}]
                        taxonomy: ecs
                        status: test
                        description: D
                        license: MIT
                        author: A
                        references: [r1, r2]
                        date: 2017-05-09
                        modified: 2023-04-14
                        logsource: {category: c, product: p, service: s, definition: d}
                        detection: {sel: {a: 1}, condition: sel}
                        fields: [f]
                        falsepositives: [fp]
                        level: high
                        tags: [attack.t1562.001]
                        scope: [server]
                        recount: {id: SEQ-01, threshold: 3, flags: [true, null, 1.5]}
                        """).orThrow().detectionRules().get(0);

        assertThat(rule.key()).isEqualTo("545a5da6-f103-4919-a519-e9aec1026ee4");
        assertThat(rule.metadata().status()).isEqualTo(Status.TEST);
        assertThat(rule.metadata().level()).isEqualTo(Level.HIGH);
        assertThat(rule.metadata().related())
                .containsExactly(new Related("6c82cf5c-090d-4d57-9188-533577631108", Related.Type.SIMILAR));
        assertThat(List.of(
                        rule.metadata().name(),
                        rule.metadata().taxonomy(),
                        rule.metadata().description(),
                        rule.metadata().license(),
                        rule.metadata().author(),
                        rule.metadata().date(),
                        rule.metadata().modified()))
                .containsExactly("n", "ecs", "D", "MIT", "A", "2017-05-09", "2023-04-14");
        assertThat(rule.metadata().references()).containsExactly("r1", "r2");
        assertThat(rule.metadata().fields()).containsExactly("f");
        assertThat(rule.metadata().falsePositives()).containsExactly("fp");
        assertThat(rule.metadata().tags()).containsExactly("attack.t1562.001");
        assertThat(rule.metadata().scope()).containsExactly("server");
        assertThat(rule.logSource().definition()).isEqualTo("d");
        assertThat(rule.metadata().custom()).hasToString("{recount={id=SEQ-01, threshold=3, flags=[true, null, 1.5]}}");
        assertThat(rule.location()).hasToString("r.yml:1:1");
    }

    @Test
    void every_key_of_a_correlation_is_kept() {
        CorrelationRule rule = Rules.parse("""
                        title: C
                        name: cc
                        correlation:
                          type: value_count
                          rules: [aa, bb]
                          group-by: [u, h]
                          timespan: 90m
                          aliases: {u: {aa: user, bb: account}}
                          condition: {field: [v, w], gt: 1, lte: 200}
                          generate: true
                        falsepositives: one text
                        """).orThrow().correlationRules().get(0);

        assertThat(rule.key()).isEqualTo("cc");
        assertThat(rule.groupBy()).containsExactly("u", "h");
        assertThat(rule.timespan()).isEqualTo(Duration.ofMinutes(90));
        assertThat(rule.aliases()).isEqualTo(Map.of("u", Map.of("aa", "user", "bb", "account")));
        assertThat(rule.condition())
                .hasToString(
                        "Threshold[bounds=[Bound[comparison=GT, limit=1], Bound[comparison=LTE, limit=200]], fields=[v, w], percentile=OptionalInt.empty]");
        assertThat(rule.generate()).isTrue();
        assertThat(rule.metadata().falsePositives()).containsExactly("one text");
    }

    @ParameterizedTest
    @CsvSource({"30s,30", "5m,300", "1h,3600", "2d,172800", "1w,604800", "1M,2629746", "1y,31556952"})
    void timespans(String text, long seconds) {
        assertThat(Timespans.parse(text)).isEqualTo(Duration.ofSeconds(seconds));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "5", "m", "5x", "-5m", "1.5h", "0s", "5 m", "999999999y", "9999999999s", "1H"})
    void what_is_no_timespan(String text) {
        assertThat(Timespans.parse(text)).isNull();
    }

    /** In place of the correlation section; each has one fault. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{type: event_count, rules: [aa], group-by: [], timespan: 1s}",
                "{type: event_count, rules: [aa], group-by: [], timespan: 1s, condition: {}}",
                "{type: event_count, rules: [aa], group-by: [], timespan: 1s, condition: {gte: '3'}}",
                "{type: event_count, rules: [aa], group-by: [], timespan: 1s, condition: {gte: 3, more: 1}}",
                "{type: event_count, rules: [aa], group-by: [], timespan: 1s, condition: {gte: 3, field: f}}",
                "{type: event_count, rules: [aa], group-by: [], timespan: 1s, condition: 3}",
                "{type: event_count, rules: [], group-by: [], timespan: 1s, condition: {gte: 3}}",
                "{type: event_count, rules: aa, group-by: [], timespan: 1s, condition: {gte: 3}}",
                "{type: event_count, rules: [aa, aa], group-by: [], timespan: 1s, condition: {gte: 3}}",
                "{type: event_count, rules: [aa], timespan: 1s, condition: {gte: 3}}",
                "{type: event_count, rules: [aa], group-by: f, timespan: 1s, condition: {gte: 3}}",
                "{type: event_count, rules: [aa], group-by: [], timespan: 1x, condition: {gte: 3}}",
                "{type: event_count, rules: [aa], group-by: [], timespan: 1s, condition: {gte: 3}, aliases: [x]}",
                "{type: event_count, rules: [aa], group-by: [], timespan: 1s, condition: {gte: 3}, generate: 1}",
                "{rules: [aa], group-by: [], timespan: 1s, condition: {gte: 3}}",
                "{type: event_count, rules: [aa], group-by: [], condition: {gte: 3}}",
                "{type: value_count, rules: [aa], group-by: [], timespan: 1s, condition: {gte: 3}}",
                "{type: value_sum, rules: [aa], group-by: [], timespan: 1s, condition: {gte: 3, field: [a, b]}}",
                "{type: value_avg, rules: [aa], group-by: [], timespan: 1s, condition: {gte: 3, field: a, percentile: 5}}",
                "{type: value_percentile, rules: [aa], group-by: [], timespan: 1s, condition: {gte: 3, field: a, percentile: 101}}",
                "{type: temporal, rules: [aa], group-by: [], timespan: 1s, condition: [aa]}",
                "{type: temporal, rules: [aa], group-by: [], timespan: 1s, condition: aa and}",
                "{type: temporal, rules: [aa], group-by: [], timespan: 1s, condition: {gte: .nan}}",
                "[]"
            })
    void a_faulty_correlation_is_refused(String section) {
        ParseResult result = Rules.parse("title: t\ncorrelation: " + section);

        assertThat(result.documents()).isEmpty();
        assertThat(result.problems()).isNotEmpty().allSatisfy(problem -> {
            assertThat(problem.field()).startsWith("correlation");
            assertThat(problem.location().line()).isEqualTo(2);
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "just text",
                "",
                "title: t",
                "title: t\ndetection: {}\ncorrelation: {}",
                "title: t\nlogsource: {product: p}\ndetection: {sel: {a: 1}}",
                "title: t\nlogsource: {product: p}\ndetection: {sel: {a: 1}, condition: 7}",
                "title: t\nlogsource: {product: p}\ndetection: {sel: {a: 1}, condition: []}",
                "title: t\nlogsource: {product: p}\ndetection: {sel: {a: 1}, sel: {a: 2}, condition: sel}",
                "title: t\nlogsource: {product: p}\ndetection: {sel: {a: 1, a: 2}, condition: sel}",
                "title: t\nlogsource: {product: p}\ndetection: {sel: text, condition: sel}",
                "title: t\nlogsource: {product: p}\ndetection: {sel: [], condition: sel}",
                "title: t\nlogsource: {product: p}\ndetection: {sel: {}, condition: sel}",
                "title: t\nlogsource: {product: p}\ndetection: {sel: [[a]], condition: sel}",
                "title: t\nlogsource: {product: p}\ndetection: {sel: [true], condition: sel}",
                "title: t\nlogsource: {product: p}\ndetection: {sel: {a: [[1]]}, condition: sel}",
                "title: t\nlogsource: {product: p}\ndetection: {sel: {a: .inf}, condition: sel}",
                "title: t\nlogsource: {product: p}\ndetection: {sel: {a: !custom 1}, condition: sel}",
                "title: t\nlogsource: {product: p}\ndetection: {sel: {a: 1}, timeframe: 5m, condition: sel}",
                "title: t\nlogsource: [p]\ndetection: {sel: {a: 1}, condition: sel}",
                "title: t\ndetection: {sel: {a: 1}, condition: sel}",
                "title: t\nlogsource: {product: p}\ngenerate: true\ndetection: {sel: {a: 1}, condition: sel}",
                "title: t\naction: global\nlogsource: {product: p}\ndetection: {sel: {a: 1}, condition: sel}",
                "title: t\nrelated: [x]\nlogsource: {product: p}\ndetection: {sel: {a: 1}, condition: sel}",
                "title: t\nrelated: x\nlogsource: {product: p}\ndetection: {sel: {a: 1}, condition: sel}",
                "title: t\n? [x]\n: y\nlogsource: {product: p}\ndetection: {sel: {a: 1}, condition: sel}",
                "title: t\nlogsource: {product: p}\nfilter: {sel: {a: 1}, condition: sel}",
                "title: t\nlogsource: {product: p}\nfilter: {rules: [], sel: {a: 1}, condition: sel}",
                "title: t\nlogsource: {product: p}\nfilter: {rules: [x], sel: {a: 1}}",
                "title: t\nlogsource: {product: p}\nfilter: x",
                "title: 'unclosed",
                "a: &x [*x]",
                "title: \u0001"
            })
    void a_faulty_document_is_refused(String yaml) {
        ParseResult result = Rules.parse(yaml);

        assertThat(result.documents()).isEmpty();
        assertThat(result.problems()).isNotEmpty();
    }

    @Test
    void a_yaml_bomb_is_refused() {
        StringBuilder bomb = new StringBuilder("a0: &a0 [x, x]\n");
        for (int i = 1; i < 40; i++) {
            bomb.append("a").append(i).append(": &a").append(i).append(" [*a").append(i - 1);
            bomb.append(", *a").append(i - 1).append("]\n");
        }

        assertThat(Rules.parse(bomb.toString()).problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.offending()).contains("aliases"));
    }

    @Test
    void deep_nesting_is_refused() {
        assertThat(Rules.parse("a: " + "[".repeat(100_000)).problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.offending()).contains("nested"));
        assertThat(Rules.parseDetection("sel: {a: 1}\ncondition: " + "not ".repeat(5000) + "sel")
                        .problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.offending()).contains("nested"));
    }

    @Test
    void a_file_of_fifty_megabytes_is_refused() {
        assertThat(Rules.parse("x".repeat(50 * 1024 * 1024)).problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.expected()).contains("at most"));
    }

    @Test
    void broken_yaml_is_reported_where_it_breaks_and_documents_before_it_are_kept() {
        ParseResult result = Rules.parse(
                "title: t\nlogsource: {product: p}\ndetection: {sel: {a: 1}, condition: sel}\n---\ntitle: [\n");

        assertThat(result.documents()).hasSize(1);
        assertThat(result.problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.location().line()).isGreaterThan(4));
    }

    @Test
    void a_long_offending_value_is_shortened() {
        String rest = "\nlogsource: {product: p}\ndetection: {sel: {a: 1}, condition: sel}";

        assertThat(Rules.parse("title: " + "x".repeat(500) + rest).problems())
                .extracting(Problem::toString)
                .containsExactly("test.yml:1:8: title: 500 characters (expected: at most 256)");
        assertThat(Rules.parse("id: " + "x".repeat(500)).problems().stream()
                        .map(Problem::offending)
                        .collect(Collectors.joining()))
                .hasSizeLessThan(300);
    }
}
