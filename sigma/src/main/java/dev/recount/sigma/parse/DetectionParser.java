package dev.recount.sigma.parse;

import dev.recount.sigma.match.ItemCompiler;
import dev.recount.sigma.match.ItemException;
import dev.recount.sigma.match.Placeholders;
import dev.recount.sigma.rule.Condition;
import dev.recount.sigma.rule.Detection;
import dev.recount.sigma.rule.Modifier;
import dev.recount.sigma.rule.Selection;
import dev.recount.sigma.rule.SigmaValue;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** Reads the search identifiers and the condition of a detection or filter (specification, "Detection"). */
final class DetectionParser {

    private static final Placeholders SUPPLIED_LATER = name -> Optional.of(List.of(name));

    private final Section section;
    private final Set<String> notSelections;
    private final Problems problems;
    private final ItemCompiler compiler = new ItemCompiler(SUPPLIED_LATER);

    /**
     * A parser of one section.
     *
     * @param notSelections keys that are no search identifiers
     */
    DetectionParser(Section section, Set<String> notSelections) {
        this.section = section;
        this.notSelections = notSelections;
        this.problems = section.problems();
    }

    /** The section's meaning; null if it has faults. */
    @Nullable
    Detection parse() {
        int before = problems.count();
        Map<String, Selection> selections = new LinkedHashMap<>();
        for (String name : section.keys()) {
            Node node = section.get(name);
            if (node != null && !notSelections.contains(name)) {
                Selection selection = selection(node, section.child(name));
                if (selection != null) {
                    selections.put(name, selection);
                }
            }
        }
        Condition condition = condition();
        if (condition == null || problems.count() > before) {
            return null;
        }
        return new Detection(Collections.unmodifiableMap(selections), condition);
    }

    private @Nullable Condition condition() {
        Node node = section.require("condition", "a condition");
        if (node == null) {
            return null;
        }
        List<String> names = section.keys().stream()
                .filter(key -> !notSelections.contains(key))
                .toList();
        List<Node> texts = node instanceof SequenceNode sequence ? sequence.getValue() : List.of(node);
        List<Condition> conditions = new ArrayList<>();
        for (Node text : texts) {
            if (!Scalars.isText(text)) {
                problems.add(text, section.child("condition"), "a condition as text");
                continue;
            }
            try {
                conditions.add(new ConditionParser(Scalars.text(text), names).parse());
            } catch (ItemException e) {
                problems.add(text, section.child("condition"), e.offending(), e.expected());
            }
        }
        if (texts.isEmpty()) {
            problems.add(node, section.child("condition"), "a condition as text");
        }
        if (conditions.isEmpty()) {
            return null;
        }
        return conditions.size() == 1 ? conditions.get(0) : new Condition.Or(conditions);
    }

    private @Nullable Selection selection(Node node, String path) {
        if (node instanceof MappingNode mapping) {
            return map(mapping, path);
        }
        if (node instanceof SequenceNode sequence && !sequence.getValue().isEmpty()) {
            return list(sequence, path);
        }
        problems.add(
                node, path, path.endsWith(".timeframe") ? "a correlation rule" : "a map or a list that is not empty");
        return null;
    }

    private @Nullable Selection list(SequenceNode sequence, String path) {
        List<Selection> parts = new ArrayList<>();
        List<SigmaValue> keywords = new ArrayList<>();
        for (Node element : sequence.getValue()) {
            if (element instanceof MappingNode mapping) {
                Selection part = map(mapping, path);
                if (part != null) {
                    parts.add(part);
                }
            } else {
                Scalars.value(element)
                        .filter(value -> value instanceof SigmaValue.Text || value instanceof SigmaValue.Numeric)
                        .ifPresentOrElse(
                                keywords::add,
                                () -> problems.add(element, path, "a map, or a keyword as text or number"));
            }
        }
        if (!keywords.isEmpty()) {
            Selection.Item item = new Selection.Item(null, List.of(), keywords, false, problems.locate(sequence));
            check(item, sequence, path);
            parts.add(item);
        }
        return parts.size() == 1 ? parts.get(0) : new Selection.AnyOf(List.copyOf(parts));
    }

    private @Nullable Selection map(MappingNode mapping, String path) {
        if (mapping.getValue().isEmpty()) {
            problems.add(mapping, path, "at least one field");
            return null;
        }
        Section fields = new Section(mapping, path, problems);
        List<Selection> items = new ArrayList<>();
        for (NodeTuple entry : fields.entries()) {
            if (entry.getKeyNode() instanceof ScalarNode key) {
                Selection.Item item = item(key, entry.getValueNode(), path);
                if (item != null) {
                    items.add(item);
                }
            }
        }
        return items.size() == 1 ? items.get(0) : new Selection.AllOf(List.copyOf(items));
    }

    private Selection.@Nullable Item item(ScalarNode key, Node value, String path) {
        String[] parts = key.getValue().split("\\|", -1);
        String itemPath = path + "." + key.getValue();
        List<Modifier> modifiers = new ArrayList<>();
        for (int i = 1; i < parts.length; i++) {
            Optional<Modifier> modifier = Modifier.named(parts[i]);
            if (modifier.isEmpty()) {
                problems.add(key, itemPath, parts[i], "a modifier of Sigma 2.1");
                return null;
            }
            modifiers.add(modifier.get());
        }
        List<SigmaValue> values = values(value, itemPath);
        if (values == null) {
            return null;
        }
        String field = parts[0].isEmpty() ? null : parts[0];
        boolean single = !(value instanceof SequenceNode);
        Selection.Item item = new Selection.Item(field, List.copyOf(modifiers), values, single, problems.locate(key));
        return check(item, value, itemPath) ? item : null;
    }

    private @Nullable List<SigmaValue> values(Node node, String path) {
        List<Node> nodes = node instanceof SequenceNode sequence ? sequence.getValue() : List.of(node);
        List<SigmaValue> values = new ArrayList<>();
        for (Node element : nodes) {
            Optional<SigmaValue> value = Scalars.value(element);
            if (value.isEmpty()) {
                problems.add(element, path, "a text, number, true, false or null, or a list of them");
                return null;
            }
            values.add(value.get());
        }
        return List.copyOf(values);
    }

    private boolean check(Selection.Item item, Node value, String path) {
        try {
            compiler.compile(item);
            return true;
        } catch (ItemException e) {
            problems.add(value, path, e.offending(), e.expected());
            return false;
        }
    }
}
