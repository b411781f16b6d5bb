package dev.recount.sigma.parse;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import dev.recount.sigma.match.ItemException;
import dev.recount.sigma.match.Values;
import dev.recount.sigma.rule.Comparison;
import dev.recount.sigma.rule.Condition;
import dev.recount.sigma.rule.CorrelationCondition;
import dev.recount.sigma.rule.CorrelationType;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads the condition of a correlation: a map of bounds, or for the temporal types a boolean expression over rule names. */
final class CorrelationConditionParser {

    private static final Set<String> BOUNDS = Set.of("gt", "gte", "lt", "lte", "eq", "neq");
    private static final Pattern IDENTIFIER = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
    private static final int PERCENT_MAX = 100;
    private static final int FIELD_CHARS_MAX = 256;

    private final Section correlation;
    private final CorrelationType type;
    private final List<String> rules;
    private final Problems problems;

    CorrelationConditionParser(Section correlation, CorrelationType type, List<String> rules) {
        this.correlation = correlation;
        this.type = type;
        this.rules = rules;
        this.problems = correlation.problems();
    }

    /** The condition; null if it has faults. */
    @Nullable
    CorrelationCondition parse() {
        Node node = correlation.get("condition");
        boolean expression = node != null && Scalars.isText(node) && type.isTemporal();
        if (!expression && rules.isEmpty()) {
            correlation.fault("rules", "missing or empty", "a list of ids or names of rules");
            return null;
        }
        if (node == null && type.isTemporal()) {
            return CorrelationCondition.EveryRule.EVERY_RULE;
        }
        if (node != null && expression) {
            return expression(node);
        }
        if (node instanceof MappingNode mapping) {
            return threshold(new Section(mapping, correlation.child("condition"), problems));
        }
        correlation.fault(
                "condition",
                node == null ? "missing" : Problems.shown(node),
                type.isTemporal() ? "a map of bounds or an expression over rule names" : "a map such as {gte: 10}");
        return null;
    }

    private @Nullable CorrelationCondition expression(Node node) {
        String text = Scalars.text(node);
        List<String> named = rules.isEmpty() ? identifiers(text) : rules;
        try {
            Condition condition = new ConditionParser(text, named).parse();
            List<String> used = ConditionNames.of(condition);
            if (!new HashSet<>(used).equals(new HashSet<>(named))) {
                throw new ItemException(String.join(", ", named), "exactly the rules of the condition: " + used);
            }
            return new CorrelationCondition.Expression(text, condition);
        } catch (ItemException e) {
            problems.add(node, correlation.child("condition"), e.offending(), e.expected());
            return null;
        }
    }

    private static List<String> identifiers(String text) {
        Set<String> keywords = Set.of("and", "or", "not");
        List<String> names = new ArrayList<>();
        Matcher matcher = IDENTIFIER.matcher(text);
        while (matcher.find()) {
            if (!keywords.contains(matcher.group().toLowerCase(Locale.ROOT)) && !names.contains(matcher.group())) {
                names.add(matcher.group());
            }
        }
        return names;
    }

    private @Nullable CorrelationCondition threshold(Section section) {
        int before = problems.count();
        List<CorrelationCondition.Bound> bounds = new ArrayList<>();
        for (String key : section.keys()) {
            if (BOUNDS.contains(key)) {
                bound(section, key).ifPresent(bounds::add);
            } else if (!key.equals("field") && !key.equals("percentile")) {
                section.fault(key, key, "one of gt, gte, lt, lte, eq, neq, field, percentile");
            }
        }
        List<String> fields = fields(section);
        OptionalInt percentile = percentile(section);
        if (problems.count() == before && bounds.isEmpty()) {
            correlation.fault("condition", "no bound", "at least one of gt, gte, lt, lte, eq, neq");
        }
        var threshold = new CorrelationCondition.Threshold(List.copyOf(bounds), fields, percentile);
        if (problems.count() == before && isCount() && !canHold(threshold)) {
            correlation.fault("condition", threshold.text(), "bounds that a count of " + range() + " can satisfy");
        }
        return problems.count() > before ? null : threshold;
    }

    /** Of ordered steps only a number can be asked, which is checked where the steps are made. */
    private boolean isCount() {
        return type == CorrelationType.TEMPORAL
                || type == CorrelationType.EVENT_COUNT
                || type == CorrelationType.VALUE_COUNT;
    }

    private String range() {
        return type.isTemporal() ? "1 to " + rules.size() + " rules" : "1 or more";
    }

    /** A correlation is looked at when something has matched, so that it never counts none, and never more rules than it has. */
    private boolean canHold(CorrelationCondition.Threshold threshold) {
        Set<BigDecimal> counts = new HashSet<>(Set.of(BigDecimal.ONE));
        for (CorrelationCondition.Bound bound : threshold.bounds()) {
            BigDecimal floor = bound.limit().setScale(0, RoundingMode.FLOOR);
            counts.addAll(List.of(floor.subtract(BigDecimal.ONE), floor, floor.add(BigDecimal.ONE)));
        }
        BigDecimal most = type.isTemporal() ? BigDecimal.valueOf(rules.size()) : null;
        return counts.stream()
                .filter(count -> count.signum() > 0 && (most == null || count.compareTo(most) <= 0))
                .anyMatch(threshold::accepts);
    }

    private Optional<CorrelationCondition.Bound> bound(Section section, String key) {
        Node value = section.get(key);
        Optional<Number> number = value == null ? Optional.empty() : Scalars.number(value);
        if (number.isEmpty()) {
            section.fault(key, value == null ? "missing" : Problems.shown(value), "a number");
            return Optional.empty();
        }
        BigDecimal limit = Values.exact(number.get());
        return Optional.of(new CorrelationCondition.Bound(Comparison.valueOf(key.toUpperCase(Locale.ROOT)), limit));
    }

    private List<String> fields(Section section) {
        Node value = section.get("field");
        List<String> fields = List.of();
        if (value != null && Scalars.isText(value)) {
            String field = section.text("field", FIELD_CHARS_MAX);
            fields = field == null ? List.of() : List.of(field);
        } else if (value != null) {
            fields = section.texts("field", 1);
        }
        if (type.needsField() && fields.isEmpty()) {
            section.fault("field", value == null ? "missing" : Problems.shown(value), "the field to look at");
        } else if (!type.needsField() && value != null) {
            section.fault("field", Problems.shown(value), "no field with the type " + type.text());
        } else if (fields.size() > 1 && type != CorrelationType.VALUE_COUNT) {
            section.fault("field", String.join(", ", fields), "one field with the type " + type.text());
        }
        return fields;
    }

    private OptionalInt percentile(Section section) {
        Node value = section.get("percentile");
        if (value == null) {
            return OptionalInt.empty();
        }
        int percent = Scalars.number(value)
                .filter(number -> number instanceof Long)
                .map(number -> (int) Math.min(PERCENT_MAX + 1L, number.longValue()))
                .orElse(-1);
        if (type != CorrelationType.VALUE_PERCENTILE || percent < 0 || percent > PERCENT_MAX) {
            section.fault("percentile", Problems.shown(value), "0 to 100, with the type value_percentile only");
        }
        return OptionalInt.of(percent);
    }
}
