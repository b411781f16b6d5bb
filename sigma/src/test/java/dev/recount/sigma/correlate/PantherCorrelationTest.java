package dev.recount.sigma.correlate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recount.sigma.RealData;
import dev.recount.sigma.Rules;
import dev.recount.sigma.collection.RuleCollection;
import dev.recount.sigma.json.Json;
import dev.recount.sigma.match.EventFields;
import dev.recount.sigma.rule.DetectionRule;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Another vendor's multi-step detections, translated into Sigma, on that vendor's own tests. Everything in them can be said:
 * a group of steps is a temporal correlation, a match criterion an alias, a minimum count a chained event count, and an absence
 * a {@code not}.
 */
@Tag("real-data")
class PantherCorrelationTest {

    private static final long MINUTE = 60_000_000;

    @Test
    void translated_correlations_agree_with_the_tests_of_the_vendor() {
        List<String> wrong = new ArrayList<>();
        int tests = 0;
        for (Map<String, Object> correlation :
                RealData.lines(RealData.folder("panther/correlations/correlations.ndjson"))) {
            List<?> detections = (List<?>) correlation.get("detection");
            assertThat(detections).hasSize(1);
            Translation translation = new Translation(map(detections.get(0)));
            for (Object test : (List<?>) correlation.get("tests")) {
                boolean fires = translation.fires(map(test));
                if (fires != (Boolean) map(test).get("expected")) {
                    wrong.add(correlation.get("rule_id") + ": " + map(test).get("name"));
                }
                tests++;
            }
        }

        assertThat(wrong).isEmpty();
        assertThat(tests).isEqualTo(28);
    }

    /** One detection as Sigma. */
    private static final class Translation {

        private final Map<String, String> names = new LinkedHashMap<>();
        private final Map<String, String> fields = new HashMap<>();
        private final RuleCollection rules;
        private final CorrelationPlan plan;

        Translation(Map<String, Object> detection) {
            assertThat(detection.keySet())
                    .isSubsetOf("Group", "MatchCriteria", "LookbackWindowMinutes", "Schedule", "EventEvaluationOrder");
            Map<String, Object> criteria = map(detection.get("MatchCriteria"));
            assertThat(criteria).hasSize(1);
            for (Object criterion : (List<?>) criteria.values().iterator().next()) {
                fields.put((String) map(criterion).get("GroupID"), (String)
                        map(criterion).get("Match"));
            }
            String timespan = detection.get("LookbackWindowMinutes") + "m";
            List<Object> documents = new ArrayList<>();
            List<String> condition = new ArrayList<>();
            Map<String, Object> alias = new LinkedHashMap<>();
            for (Object entry : (List<?>) detection.get("Group")) {
                Map<String, Object> step = map(entry);
                String id = (String) step.get("ID");
                String base = "step" + names.size();
                names.put(id, base);
                documents.add(base(base, (String) step.get("RuleID")));
                String term = base;
                if (step.get("MinMatchCount") instanceof Number count) {
                    term = base + "_many";
                    documents.add(counted(term, base, timespan, count));
                }
                alias.put(term, fields.get(id));
                condition.add(Boolean.TRUE.equals(step.get("Absence")) ? "not " + term : term);
            }
            documents.add(correlation(timespan, String.join(" and ", condition), alias));
            StringBuilder yaml = new StringBuilder();
            documents.forEach(document ->
                    yaml.append("---\n").append(Json.write(document)).append('\n'));
            rules = Rules.collection(yaml.toString());
            plan = CorrelationPlan.of(
                    rules.correlations().get(rules.correlations().size() - 1), rules);
        }

        private static Map<String, Object> base(String name, String ruleId) {
            return Map.of(
                    "title",
                    ruleId,
                    "name",
                    name,
                    "logsource",
                    Map.of("product", "panther"),
                    "detection",
                    Map.of("sel", Map.of("rule_id", ruleId), "condition", "sel"));
        }

        private static Map<String, Object> counted(String name, String base, String timespan, Number count) {
            Map<String, Object> correlation = new LinkedHashMap<>();
            correlation.put("type", "event_count");
            correlation.put("rules", List.of(base));
            correlation.put("group-by", List.of());
            correlation.put("timespan", timespan);
            correlation.put("condition", Map.of("gte", count));
            return Map.of("title", name, "name", name, "correlation", correlation);
        }

        private static Map<String, Object> correlation(String timespan, String condition, Map<String, Object> alias) {
            Map<String, Object> correlation = new LinkedHashMap<>();
            correlation.put("type", "temporal");
            correlation.put("group-by", List.of("key"));
            correlation.put("timespan", timespan);
            correlation.put("aliases", Map.of("key", alias));
            correlation.put("condition", condition);
            return Map.of("title", "translated", "correlation", correlation);
        }

        boolean fires(Map<String, Object> test) {
            Map<List<String>, List<Match>> groups = new HashMap<>();
            int number = 0;
            for (Object output : (List<?>) test.get("rule_outputs")) {
                String id = (String) map(output).get("ID");
                DetectionRule rule = (DetectionRule) rules.find(names.get(id)).orElseThrow();
                Map<String, Object> byKey = map(map(map(output).get("Matches")).get(fields.get(id)));
                for (Map.Entry<String, Object> key : byKey.entrySet()) {
                    for (Object time : (List<?>) key.getValue()) {
                        EventFields event = EventFields.of(Map.of(fields.get(id), key.getKey()));
                        for (Match match : plan.matches(rule, event, "e" + number++, micros(time), 0)) {
                            groups.computeIfAbsent(match.group(), g -> new ArrayList<>())
                                    .add(match);
                        }
                    }
                }
            }
            return groups.values().stream()
                    .anyMatch(matches -> !plan.evaluate(matches).isEmpty());
        }

        /** Minutes from the start, or a point in time. */
        private static long micros(Object time) {
            return time instanceof Number minutes
                    ? minutes.longValue() * MINUTE
                    : Instant.parse((String) time).toEpochMilli() * 1000;
        }
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(Object value) {
        return (Map<String, Object>) value;
    }
}
