package dev.recount.standalone.rules;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.recount.sigma.explain.EventExplanation;
import dev.recount.sigma.hunt.Finding;
import dev.recount.sigma.hunt.HuntExplanation;
import dev.recount.sigma.hunt.RuleTests;
import dev.recount.sigma.parse.Problem;
import dev.recount.sigma.rule.DetectionRule;
import dev.recount.sigma.rule.FilterRule;
import dev.recount.sigma.rule.SigmaDocument;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Rules, their problems, tests and explanations as JSON items. */
public final class RuleItems {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private RuleItems() {}

    /** A rule, as {@code rules list} shows it. */
    public static ObjectNode of(SigmaDocument rule) {
        ObjectNode item = MAPPER.createObjectNode()
                .put("id", rule.key())
                .put("kind", kind(rule))
                .put("title", rule.metadata().title());
        put(item, "name", rule.metadata().name());
        put(item, "level", rule.metadata().level());
        put(item, "status", rule.metadata().status());
        put(item, "author", rule.metadata().author());
        if (rule instanceof DetectionRule detection) {
            ObjectNode source = item.putObject("logsource");
            put(source, "product", detection.logSource().product());
            put(source, "category", detection.logSource().category());
            put(source, "service", detection.logSource().service());
        }
        if (rule.metadata().custom().get("recount") instanceof Map<?, ?> own && own.get("id") != null) {
            item.put("alert_rule", String.valueOf(own.get("id")));
        }
        rule.metadata().tags().forEach(item.putArray("tags")::add);
        return item.put("file", rule.location().file())
                .put("line", rule.location().line());
    }

    private static String kind(SigmaDocument rule) {
        if (rule instanceof FilterRule) {
            return "filter";
        }
        return rule instanceof DetectionRule ? "detection" : "correlation";
    }

    private static void put(ObjectNode item, String key, @Nullable Object value) {
        if (value != null) {
            item.put(key, value instanceof Enum<?> word ? word.name().toLowerCase(Locale.ROOT) : value.toString());
        }
    }

    /** A fault of a rule file, as {@code rules check} shows it. */
    public static ObjectNode of(Problem problem) {
        return MAPPER.createObjectNode()
                .put("file", problem.location().file())
                .put("line", problem.location().line())
                .put("column", problem.location().column())
                .put("field", problem.field())
                .put("offending", problem.offending())
                .put("expected", problem.expected())
                .put("message", problem.toString());
    }

    /** The outcome of a fixture, as {@code rules test} shows it. */
    public static ObjectNode of(RuleTests.Outcome outcome) {
        return MAPPER.createObjectNode()
                .put("file", outcome.file())
                .put("name", outcome.name())
                .put("passed", outcome.passed())
                .put("failure", outcome.failure());
    }

    /** What a hunt found, as {@code rules run} shows it. */
    public static JsonNode of(Finding finding) {
        try {
            return MAPPER.readTree(finding.toJson());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a finding writes JSON", e);
        }
    }

    /** What a rule says about an event, as {@code rules explain} shows it. */
    public static ObjectNode of(HuntExplanation.OnEvent event) {
        EventExplanation explanation = event.explanation();
        ObjectNode item = MAPPER.createObjectNode()
                .put("kind", "event")
                .put("rule_id", explanation.rule().key())
                .put("title", explanation.rule().metadata().title())
                .put("file", event.place().file())
                .put("line", event.place().line())
                .put("matches", explanation.matches());
        item.set(
                "selections",
                MAPPER.valueToTree(
                        explanation.selections().stream().map(RuleItems::of).toList()));
        return item;
    }

    private static ObjectNode of(EventExplanation.SelectionResult selection) {
        ObjectNode item =
                MAPPER.createObjectNode().put("name", selection.name()).put("matches", selection.matches());
        List<ObjectNode> items = selection.items().stream().map(RuleItems::of).toList();
        item.set("items", MAPPER.valueToTree(items));
        return item;
    }

    private static ObjectNode of(EventExplanation.ItemResult result) {
        ObjectNode item = MAPPER.createObjectNode().put("key", result.key()).put("matches", result.matches());
        item.set("expected", MAPPER.valueToTree(result.expected()));
        item.put("actual", result.actual() == null ? null : String.valueOf(result.actual()));
        return item;
    }

    /** What a correlation says about a group, as {@code rules explain} shows it. */
    public static ObjectNode of(HuntExplanation.OnGroup group) {
        ObjectNode item = MAPPER.createObjectNode()
                .put("kind", "group")
                .put("rule_id", group.rule().key())
                .put("title", group.rule().metadata().title())
                .put("fires", group.explanation().firings().size())
                .put("summary", group.explanation().summary());
        ObjectNode values = item.putObject("group");
        for (int i = 0; i < group.group().size(); i++) {
            values.put(group.rule().groupBy().get(i), group.group().get(i));
        }
        return item;
    }
}
