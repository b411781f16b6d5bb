package dev.recount.sigma.parse;

import dev.recount.sigma.rule.CorrelationCondition;
import dev.recount.sigma.rule.CorrelationRule;
import dev.recount.sigma.rule.CorrelationType;
import dev.recount.sigma.rule.RuleMetadata;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads a correlation (specification, "Sigma Correlation Rules"). An unknown key is a fault, never ignored. */
final class CorrelationParser {

    private static final Set<String> KNOWN =
            Set.of("type", "rules", "group-by", "timespan", "aliases", "condition", "generate");
    private static final int REFERENCE_CHARS_MIN = 2;

    private final Section document;
    private final RuleMetadata metadata;
    private final Problems problems;

    CorrelationParser(Section document, RuleMetadata metadata) {
        this.document = document;
        this.metadata = metadata;
        this.problems = document.problems();
    }

    /** The rule; null if it has faults. */
    @Nullable
    CorrelationRule parse() {
        int before = problems.count();
        Optional<Section> correlation = document.section("correlation");
        if (correlation.isEmpty()) {
            return null;
        }
        Section section = correlation.get();
        section.only(KNOWN);
        section.require("type", "a correlation type");
        section.require("timespan", Timespans.EXPECTED);
        CorrelationType type = section.oneOf("type", CorrelationType.class);
        Duration timespan = timespan(section);
        section.require("group-by", "a list of fields, empty for none");
        List<String> groupBy = section.texts("group-by", 1);
        Map<String, Map<String, String>> aliases = aliases(section);
        boolean generateInside = section.flag("generate");
        boolean generate = document.flag("generate") || generateInside;
        List<String> written = section.texts("rules", REFERENCE_CHARS_MIN);
        if (type == null || timespan == null) {
            return null;
        }
        CorrelationCondition condition = new CorrelationConditionParser(section, type, written).parse();
        if (condition == null || problems.count() > before) {
            return null;
        }
        List<String> rules = written.isEmpty() && condition instanceof CorrelationCondition.Expression expression
                ? ConditionNames.of(expression.condition())
                : written;
        return new CorrelationRule(
                metadata, type, rules, groupBy, aliases, timespan, condition, generate, document.location());
    }

    private static @Nullable Duration timespan(Section section) {
        String text = section.text("timespan", Integer.MAX_VALUE);
        Duration span = text == null ? null : Timespans.parse(text);
        if (text != null && span == null) {
            section.fault("timespan", text, Timespans.EXPECTED);
        }
        return span;
    }

    private static Map<String, Map<String, String>> aliases(Section correlation) {
        Optional<Section> section = correlation.section("aliases");
        if (section.isEmpty()) {
            return Map.of();
        }
        Map<String, Map<String, String>> aliases = new LinkedHashMap<>();
        for (String alias : section.get().keys()) {
            Map<String, String> fields = new LinkedHashMap<>();
            section.get().section(alias).ifPresent(rules -> {
                for (String rule : rules.keys()) {
                    String field = rules.text(rule, Integer.MAX_VALUE);
                    if (field != null) {
                        fields.put(rule, field);
                    }
                }
            });
            aliases.put(alias, Collections.unmodifiableMap(fields));
        }
        return Collections.unmodifiableMap(aliases);
    }
}
