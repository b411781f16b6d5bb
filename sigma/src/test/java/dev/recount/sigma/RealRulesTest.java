package dev.recount.sigma;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recount.sigma.collection.RuleCollection;
import dev.recount.sigma.index.RuleSet;
import dev.recount.sigma.match.EventFields;
import dev.recount.sigma.parse.ParseResult;
import dev.recount.sigma.rule.DetectionRule;
import dev.recount.sigma.rule.LogSource;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The engine against real rules and real logs whose answers others computed. */
@Tag("real-data")
class RealRulesTest {

    private static final String RULES = "sigma/rules";

    /** Its answers are here but the rule itself is not. */
    private static final Set<String> NOT_IN_THE_CORPUS = Set.of("00a8e92a-776b-425f-80f2-82d8f8fab2e5");

    @Test
    void every_rule_of_the_corpus_loads() {
        List<ParseResult> files = new ArrayList<>(RealData.rules(RULES));
        files.addAll(RealData.rules("sigma/rules-threat-hunting"));

        RuleCollection rules = RuleCollection.of(files);

        assertThat(rules.problems()).isEmpty();
        assertThat(rules.detections()).hasSize(512);
        assertThat(RuleSet.compile(rules.detections()).rules()).hasSize(512);
    }

    @Test
    void every_example_of_the_specification_loads() {
        List<ParseResult> files = RealData.rules("sigma/specification/tests");

        assertThat(files).hasSize(12).allSatisfy(file -> assertThat(file.problems())
                .isEmpty());
    }

    @Test
    void every_regression_case_fires_its_rule_and_no_other() {
        RuleSet rules = ruleSet("sigma/regression/rules");
        Set<String> present = ids(rules.rules());
        List<String> wrong = new ArrayList<>();
        List<Map<String, Object>> cases = RealData.lines(RealData.folder("sigma/regression/events.ndjson"));
        Set<Object> fired = new TreeSet<>();

        for (Map<String, Object> line : cases) {
            Set<String> expected = strings(line.get("expected_rule_ids"));
            expected.retainAll(present);
            Set<String> actual = ids(rules.match(logSource(line), EventFields.of(map(line.get("fields")))));
            if (actual.contains((String) line.get("target_rule"))) {
                fired.add(line.get("target_rule"));
            }
            if (!actual.equals(expected)) {
                wrong.add(line.get("case") + " expected " + expected + " but was " + actual);
            }
        }

        assertThat(wrong).isEmpty();
        assertThat(fired).hasSize(44).isEqualTo(present);
    }

    @Test
    void matches_of_real_attacks_in_cloudtrail_are_exact() {
        RuleSet rules = ruleSet("sigma/rules/cloud/aws");
        Path folder = RealData.folder("cloudtrail-stratus");
        Set<String> actual = new TreeSet<>();
        for (Path file : RealData.files(folder, ".json")) {
            for (Object record : (List<?>) RealData.json(file)) {
                Map<String, Object> event = map(record);
                rules.match(EventFields.of(event)).forEach(rule -> actual.add(rule.key() + " " + event.get("eventID")));
            }
        }

        Set<String> expected = RealData.lines(folder.resolve("sigma-expected.ndjson")).stream()
                .flatMap(line -> strings(line.get("event_keys")).stream().map(key -> line.get("rule_id") + " " + key))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(difference(actual, expected)).isEmpty();
    }

    @Test
    void matches_in_kubernetes_audit_logs_are_exact() {
        RuleSet rules = ruleSet("sigma/rules/application/kubernetes");
        Path folder = RealData.folder("k8s-audit-falco");
        for (Map<String, Object> line : RealData.lines(folder.resolve("sigma-expected.ndjson"))) {
            List<Map<String, Object>> events = RealData.lines(folder.resolve((String) line.get("file")));
            Map<String, Object> event = events.get(((Number) line.get("line")).intValue());

            assertThat(ids(rules.match(EventFields.of(event)))).as("%s", line).isEqualTo(strings(line.get("rule_ids")));
        }
    }

    @Test
    void matches_in_the_rule_tests_of_another_vendor_are_exact() {
        List<ParseResult> files = new ArrayList<>(RealData.rules(RULES));
        files.addAll(RealData.rules("sigma/rules-threat-hunting"));
        RuleCollection rules = RuleCollection.of(files);
        Path expectations = RealData.folder("panther/sigma-expected");
        Set<String> actual = new TreeSet<>();
        Set<String> expected = new TreeSet<>();
        for (Path file : RealData.files(expectations, ".ndjson")) {
            List<Map<String, Object>> lines = RealData.lines(file);
            Set<String> tested =
                    lines.stream().map(line -> (String) line.get("rule_id")).collect(Collectors.toSet());
            RuleSet set = RuleSet.compile(rules.detections().stream()
                    .filter(rule -> tested.contains(rule.key()))
                    .toList());
            tested.removeAll(ids(set.rules()));
            assertThat(tested).isSubsetOf(NOT_IN_THE_CORPUS);
            lines.forEach(line -> ((List<?>) line.get("lines"))
                    .forEach(at -> expected.add(file.getFileName() + " " + line.get("rule_id") + " " + at)));
            List<Map<String, Object>> events =
                    RealData.lines(expectations.resolveSibling("rule-tests").resolve(file.getFileName()));
            for (int i = 0; i < events.size(); i++) {
                String at = " " + i;
                set.match(EventFields.of(map(events.get(i).get("event"))))
                        .forEach(rule -> actual.add(file.getFileName() + " " + rule.key() + at));
            }
        }

        assertThat(difference(actual, expected)).isEmpty();
    }

    private static List<String> difference(Set<String> actual, Set<String> expected) {
        List<String> difference = new ArrayList<>();
        actual.stream().filter(pair -> !expected.contains(pair)).forEach(pair -> difference.add("false match " + pair));
        expected.stream().filter(pair -> !actual.contains(pair)).forEach(pair -> difference.add("missed " + pair));
        return difference;
    }

    private static RuleSet ruleSet(String folder) {
        return RuleSet.compile(
                RuleCollection.of(RealData.rules(folder)).orThrow().detections());
    }

    private static LogSource logSource(Map<String, Object> line) {
        Map<String, Object> source = map(line.get("logsource"));
        return LogSource.of(
                (String) source.get("product"), (String) source.get("category"), (String) source.get("service"));
    }

    private static Set<String> ids(List<DetectionRule> rules) {
        return rules.stream().map(DetectionRule::key).collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> strings(Object list) {
        return ((List<?>) list).stream().map(String.class::cast).collect(Collectors.toCollection(TreeSet::new));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(Object value) {
        return (Map<String, Object>) value;
    }
}
