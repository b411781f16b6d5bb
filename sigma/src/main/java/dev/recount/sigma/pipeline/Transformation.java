package dev.recount.sigma.pipeline;

import dev.recount.sigma.rule.Condition;
import dev.recount.sigma.rule.CorrelationCondition;
import dev.recount.sigma.rule.CorrelationRule;
import dev.recount.sigma.rule.Detection;
import dev.recount.sigma.rule.DetectionRule;
import dev.recount.sigma.rule.LogSource;
import dev.recount.sigma.rule.Modifier;
import dev.recount.sigma.rule.Selection;
import dev.recount.sigma.rule.SigmaValue;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** What a processing item does to the rules it applies to. */
public sealed interface Transformation {

    DetectionRule apply(DetectionRule rule, ProcessingItem item);

    default CorrelationRule apply(CorrelationRule rule, ProcessingItem item) {
        return rule;
    }

    /** Gives fields other names; several names mean any of these fields. */
    record RenameFields(FieldNames names) implements Transformation {

        /** The names of a field after the transformation; itself if it is not meant. */
        @FunctionalInterface
        public interface FieldNames {

            List<String> of(String field);
        }

        @Override
        public DetectionRule apply(DetectionRule rule, ProcessingItem item) {
            return Rewriting.items(
                    rule,
                    detectionItem -> item.appliesTo(detectionItem) ? renamed(detectionItem, item) : detectionItem);
        }

        private Selection renamed(Selection.Item old, ProcessingItem item) {
            List<SigmaValue> values =
                    old.modifiers().contains(Modifier.FIELDREF) ? references(old, item) : old.values();
            String field = old.field();
            List<String> fields = field == null ? List.of() : names.of(field);
            if (fields.size() < 2) {
                String name = fields.isEmpty() ? field : fields.get(0);
                return new Selection.Item(name, old.modifiers(), values, old.single(), old.location());
            }
            return new Selection.AnyOf(fields.stream()
                    .map(name ->
                            (Selection) new Selection.Item(name, old.modifiers(), values, old.single(), old.location()))
                    .toList());
        }

        private List<SigmaValue> references(Selection.Item old, ProcessingItem item) {
            return old.values().stream()
                    .map(value -> value instanceof SigmaValue.Text text
                            ? (SigmaValue) new SigmaValue.Text(single(text.text(), item))
                            : value)
                    .toList();
        }

        private String single(String field, ProcessingItem item) {
            if (!item.fieldCondition().test(field)) {
                return field;
            }
            List<String> fields = names.of(field);
            if (fields.size() > 1) {
                throw new PipelineException("field " + field + " has several names where one is needed: " + fields);
            }
            return fields.get(0);
        }

        @Override
        public CorrelationRule apply(CorrelationRule rule, ProcessingItem item) {
            UnaryOperator<String> rename = field -> single(field, item);
            UnaryOperator<String> unlessAlias = name -> rule.aliases().containsKey(name) ? name : rename.apply(name);
            List<String> groupBy = rule.groupBy().stream().map(unlessAlias).toList();
            Map<String, Map<String, String>> aliases = new LinkedHashMap<>();
            rule.aliases().forEach((alias, fields) -> {
                Map<String, String> renamed = new LinkedHashMap<>();
                fields.forEach((reference, field) -> renamed.put(reference, rename.apply(field)));
                aliases.put(alias, Collections.unmodifiableMap(renamed));
            });
            CorrelationCondition condition = rule.condition();
            if (condition instanceof CorrelationCondition.Threshold threshold) {
                condition = new CorrelationCondition.Threshold(
                        threshold.bounds(),
                        threshold.fields().stream().map(unlessAlias).toList(),
                        threshold.percentile());
            }
            return new CorrelationRule(
                    rule.metadata(),
                    rule.type(),
                    rule.rules(),
                    groupBy,
                    Collections.unmodifiableMap(aliases),
                    rule.timespan(),
                    condition,
                    rule.generate(),
                    rule.location());
        }
    }

    /** Gives the rule another log source. */
    record ChangeLogSource(LogSource logSource) implements Transformation {

        @Override
        public DetectionRule apply(DetectionRule rule, ProcessingItem item) {
            return new DetectionRule(rule.metadata(), logSource, rule.detection(), rule.location());
        }
    }

    /** Adds a selection to the condition with AND, or its negation. */
    record AddCondition(Selection selection, boolean negated) implements Transformation {

        @Override
        public DetectionRule apply(DetectionRule rule, ProcessingItem item) {
            Map<String, Selection> selections =
                    new LinkedHashMap<>(rule.detection().selections());
            String name = "_added_" + selections.size();
            selections.put(name, selection);
            Condition added = new Condition.Named(name);
            Condition condition = new Condition.And(List.of(
                    negated ? new Condition.Not(added) : added, rule.detection().condition()));
            Detection detection = new Detection(Collections.unmodifiableMap(selections), condition);
            return new DetectionRule(rule.metadata(), rule.logSource(), detection, rule.location());
        }
    }

    /** Replaces whole text values; a value may become several. */
    record MapStrings(Map<String, List<String>> mapping) implements Transformation {

        @Override
        public DetectionRule apply(DetectionRule rule, ProcessingItem item) {
            return Rewriting.items(rule, old -> {
                if (!item.appliesTo(old)) {
                    return old;
                }
                List<SigmaValue> values = new ArrayList<>();
                for (SigmaValue value : old.values()) {
                    List<String> mapped = value instanceof SigmaValue.Text text ? mapping.get(text.text()) : null;
                    if (mapped == null) {
                        values.add(value);
                    } else {
                        mapped.forEach(text -> values.add(new SigmaValue.Text(text)));
                    }
                }
                boolean single = old.single() && values.size() == 1;
                return new Selection.Item(old.field(), old.modifiers(), List.copyOf(values), single, old.location());
            });
        }
    }

    /** Refuses the rule. */
    record FailRule(String message) implements Transformation {

        @Override
        public DetectionRule apply(DetectionRule rule, ProcessingItem item) {
            throw new PipelineException(message);
        }

        @Override
        public CorrelationRule apply(CorrelationRule rule, ProcessingItem item) {
            throw new PipelineException(message);
        }
    }

    /** Refuses the rule if it has a detection item that is meant. */
    record FailItem(String message) implements Transformation {

        @Override
        public DetectionRule apply(DetectionRule rule, ProcessingItem item) {
            return Rewriting.items(rule, old -> {
                if (item.appliesTo(old)) {
                    throw new PipelineException(message + " (" + old.key() + ")");
                }
                return old;
            });
        }
    }

    /** Several items under one condition. */
    record Nest(List<ProcessingItem> items) implements Transformation {

        @Override
        public DetectionRule apply(DetectionRule rule, ProcessingItem item) {
            return new Pipeline("nested", 0, items, dev.recount.sigma.match.Placeholders.NONE).apply(rule);
        }

        @Override
        public CorrelationRule apply(CorrelationRule rule, ProcessingItem item) {
            CorrelationRule current = rule;
            for (ProcessingItem inner : items) {
                current = inner.transformation().apply(current, inner);
            }
            return current;
        }
    }

    /** Does nothing to the rule: its work is done when the rule is compiled, see {@link Pipeline#placeholders()}. */
    record SupplyPlaceholders() implements Transformation {

        @Override
        public DetectionRule apply(DetectionRule rule, ProcessingItem item) {
            return rule;
        }
    }
}
