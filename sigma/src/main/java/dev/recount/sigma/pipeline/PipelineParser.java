package dev.recount.sigma.pipeline;

import dev.recount.sigma.match.Placeholders;
import dev.recount.sigma.parse.InvalidRulesException;
import dev.recount.sigma.rule.LogSource;
import dev.recount.sigma.rule.Selection;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/** Reads pySigma's YAML pipelines. A transformation or condition it does not know is a fault, never left out. */
public final class PipelineParser {

    private static final LoadSettings SETTINGS = LoadSettings.builder()
            .setSchema(new CoreSchema())
            .setMaxAliasesForCollections(10)
            .build();
    private static final Set<String> KEYS = Set.of("name", "priority", "allowed_backends", "vars", "transformations");
    private static final Set<String> ITEM_KEYS = Set.of(
            "id",
            "type",
            "rule_conditions",
            "rule_cond_op",
            "rule_cond_not",
            "detection_item_conditions",
            "detection_item_cond_op",
            "detection_item_cond_not",
            "field_name_conditions",
            "field_name_cond_op",
            "field_name_cond_not",
            "mapping",
            "prefix",
            "suffix",
            "product",
            "category",
            "service",
            "conditions",
            "negated",
            "include",
            "exclude",
            "message",
            "items");
    private static final Set<String> NO_OUTPUT = Set.of("postprocessing", "finalizers");

    private PipelineParser() {}

    /**
     * Reads one pipeline. {@code postprocessing} and {@code finalizers} are about the text of queries and are refused.
     *
     * @throws InvalidRulesException that names the first fault
     */
    public static Pipeline parse(String file, String yaml) {
        Object document;
        try {
            document = new Load(SETTINGS).loadFromString(yaml);
        } catch (YamlEngineException e) {
            throw new PipelineMap(file, "", Map.of()).fault("", String.valueOf(e.getMessage()), "valid YAML");
        }
        PipelineMap root = PipelineMap.of(file, "", document);
        for (String key : NO_OUTPUT) {
            if (root.value(key) != null) {
                throw root.fault(key, key, "a pipeline without it; this engine writes no queries");
            }
        }
        root.only(KEYS);
        Map<String, List<String>> vars = new LinkedHashMap<>();
        if (root.value("vars") != null) {
            PipelineMap map = root.child("vars");
            map.map().keySet().forEach(name -> vars.put(String.valueOf(name), map.texts(String.valueOf(name))));
        }
        int priority = root.value("priority") instanceof Integer number ? number : 0;
        List<PipelineMap> transformations = root.children("transformations");
        return new Pipeline(
                root.textOr("name", file), priority, items(transformations), placeholders(transformations, vars));
    }

    private static List<ProcessingItem> items(List<PipelineMap> maps) {
        return maps.stream().map(PipelineParser::item).toList();
    }

    private static ProcessingItem item(PipelineMap map) {
        if (map.value("rule_cond_expr") != null) {
            throw map.fault("rule_cond_expr", "rule_cond_expr", "rule_cond_op and rule_cond_not");
        }
        map.only(ITEM_KEYS);
        List<Predicate<Subject>> rules = map.children("rule_conditions").stream()
                .map(PipelineConditions::rule)
                .toList();
        List<Predicate<Selection.Item>> items = map.children("detection_item_conditions").stream()
                .map(PipelineConditions::item)
                .toList();
        List<Predicate<String>> fields = map.children("field_name_conditions").stream()
                .map(PipelineConditions::field)
                .toList();
        return new ProcessingItem(
                map.textOr("id", ""),
                transformation(map),
                PipelineConditions.join(rules, map.textOr("rule_cond_op", "and"), map.flag("rule_cond_not")),
                PipelineConditions.join(
                        items, map.textOr("detection_item_cond_op", "and"), map.flag("detection_item_cond_not")),
                PipelineConditions.join(
                        fields, map.textOr("field_name_cond_op", "and"), map.flag("field_name_cond_not")));
    }

    private static Transformation transformation(PipelineMap map) {
        String type = map.text("type");
        return switch (type) {
            case "field_name_mapping" -> {
                Map<String, List<String>> mapping = mapping(map);
                yield new Transformation.RenameFields(field -> mapping.getOrDefault(field, List.of(field)));
            }
            case "field_name_prefix_mapping" -> {
                Map<String, List<String>> mapping = mapping(map);
                yield new Transformation.RenameFields(field -> prefixed(field, mapping));
            }
            case "field_name_prefix" -> {
                String prefix = map.text("prefix");
                yield new Transformation.RenameFields(field -> List.of(prefix + field));
            }
            case "field_name_suffix" -> {
                String suffix = map.text("suffix");
                yield new Transformation.RenameFields(field -> List.of(field + suffix));
            }
            case "change_logsource" -> new Transformation.ChangeLogSource(logSource(map));
            case "add_condition" ->
                new Transformation.AddCondition(AddedSelection.of(map.child("conditions")), map.flag("negated"));
            case "map_string" -> new Transformation.MapStrings(mapping(map));
            case "value_placeholders", "wildcard_placeholders" -> new Transformation.SupplyPlaceholders();
            case "rule_failure" -> new Transformation.FailRule(map.text("message"));
            case "detection_item_failure" -> new Transformation.FailItem(map.text("message"));
            case "nest" -> new Transformation.Nest(items(map.children("items")));
            default -> throw map.fault("type", type, "a transformation this engine knows");
        };
    }

    private static List<String> prefixed(String field, Map<String, List<String>> mapping) {
        for (Map.Entry<String, List<String>> entry : mapping.entrySet()) {
            if (field.startsWith(entry.getKey())) {
                String rest = field.substring(entry.getKey().length());
                return entry.getValue().stream().map(prefix -> prefix + rest).toList();
            }
        }
        return List.of(field);
    }

    private static Map<String, List<String>> mapping(PipelineMap map) {
        PipelineMap mapping = map.child("mapping");
        Map<String, List<String>> names = new LinkedHashMap<>();
        mapping.map().keySet().forEach(key -> names.put(String.valueOf(key), mapping.texts(String.valueOf(key))));
        return names;
    }

    static LogSource logSource(PipelineMap map) {
        return LogSource.of(
                map.value("product") == null ? null : map.text("product"),
                map.value("category") == null ? null : map.text("category"),
                map.value("service") == null ? null : map.text("service"));
    }

    private static Placeholders placeholders(List<PipelineMap> transformations, Map<String, List<String>> vars) {
        Map<String, List<String>> values = new LinkedHashMap<>(vars);
        List<Predicate<String>> wildcards = new ArrayList<>();
        List<Predicate<String>> listed = new ArrayList<>();
        for (PipelineMap map : transformations) {
            List<String> include = map.texts("include");
            List<String> exclude = map.texts("exclude");
            Predicate<String> meant = name -> (include.isEmpty() || include.contains(name)) && !exclude.contains(name);
            if (map.text("type").equals("wildcard_placeholders")) {
                wildcards.add(meant);
            } else if (map.text("type").equals("value_placeholders")) {
                listed.add(meant);
            }
        }
        return name -> {
            if (values.containsKey(name) && listed.stream().anyMatch(meant -> meant.test(name))) {
                return Optional.of(values.get(name));
            }
            return wildcards.stream().anyMatch(meant -> meant.test(name))
                    ? Optional.of(List.of("*"))
                    : Optional.empty();
        };
    }
}
