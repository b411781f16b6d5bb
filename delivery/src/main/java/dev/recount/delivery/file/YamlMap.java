package dev.recount.delivery.file;

import dev.recount.delivery.card.PlainText;
import dev.recount.runtime.settings.NearestName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** A mapping of a YAML document, read field by field; what is wrong is noted with its place, and reading goes on. */
final class YamlMap {

    private final String path;
    private final Node node;
    private final Map<String, Node> fields = new LinkedHashMap<>();
    private final Map<String, Node> names = new LinkedHashMap<>();
    private final Findings findings;

    /** What reading a file found: faults, and what is better done otherwise. */
    record Findings(List<FileProblem> problems, List<FileProblem> warnings) {
        Findings() {
            this(new ArrayList<>(), new ArrayList<>());
        }
    }

    YamlMap(String path, Node node, Findings findings) {
        this.path = path;
        this.node = node;
        this.findings = findings;
        if (node instanceof MappingNode mapping) {
            for (NodeTuple tuple : mapping.getValue()) {
                var name = tuple.getKeyNode() instanceof ScalarNode scalar ? scalar.getValue() : "?";
                if (fields.putIfAbsent(name, tuple.getValueNode()) != null) {
                    note(tuple.getKeyNode(), name, "given twice (expected: once)");
                }
                names.put(name, tuple.getKeyNode());
            }
        } else {
            note(node, "", "expected fields in braces or indented below, name: value");
        }
    }

    /** Notes every field that is not among {@code known}. */
    void expect(Set<String> known) {
        names.forEach((name, at) -> {
            if (!known.contains(name)) {
                note(
                        at,
                        name,
                        "no such field" + NearestName.hint(known, name) + " (expected: one of "
                                + String.join(", ", new java.util.TreeSet<>(known)) + ")");
            }
        });
    }

    boolean has(String field) {
        return fields.containsKey(field);
    }

    /** The text of a field; notes its absence if {@code example} is given. */
    Optional<String> text(String field, @Nullable String example) {
        var value = fields.get(field);
        if (value instanceof ScalarNode scalar && !scalar.getValue().isBlank()) {
            return Optional.of(scalar.getValue());
        }
        if (value != null) {
            note(value, field, "expected a text");
        } else if (example != null) {
            note(node, field, "missing (expected: " + example + ")");
        }
        return Optional.empty();
    }

    /** A field read by {@code reader}, whose message says what was expected; {@code fallback} when absent or wrong. */
    <T> T read(String field, T fallback, Function<String, T> reader) {
        return text(field, null)
                .map(text -> {
                    try {
                        return reader.apply(text);
                    } catch (RuntimeException e) {
                        note(field, String.valueOf(e.getMessage()));
                        return fallback;
                    }
                })
                .orElse(fallback);
    }

    boolean flag(String field) {
        return read(field, false, text -> switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException(text + " (expected: true or false)");
        });
    }

    /**
     * A list of texts, none of them blank; a single text is a list of one.
     *
     * @param expected to be said where nothing, something blank or no text is given
     */
    List<String> texts(String field, String expected) {
        var value = fields.get(field);
        var all = value instanceof SequenceNode sequence
                ? sequence.getValue()
                : Stream.ofNullable(value).toList();
        if (value != null && (all.isEmpty() || all.stream().anyMatch(YamlMap::isBlank))) {
            note(field, "empty (expected: " + expected + ")");
        }
        var texts = new ArrayList<String>();
        for (Node each : all) {
            if (!(each instanceof ScalarNode scalar)) {
                note(each, field, "not a text (expected: " + expected + ")");
            } else if (!isBlank(each)) {
                texts.add(scalar.getValue());
            }
        }
        return texts;
    }

    private static boolean isBlank(Node node) {
        return node instanceof ScalarNode scalar && scalar.getValue().isBlank();
    }

    /** The mappings of a list. */
    List<YamlMap> maps(String field) {
        var maps = new ArrayList<YamlMap>();
        if (fields.get(field) instanceof SequenceNode sequence) {
            for (Node each : sequence.getValue()) {
                maps.add(new YamlMap(below(field) + "[" + maps.size() + "]", each, findings));
            }
        } else if (fields.containsKey(field)) {
            note(field, "expected a list");
        }
        return maps;
    }

    Optional<YamlMap> map(String field) {
        var value = fields.get(field);
        return value == null ? Optional.empty() : Optional.of(new YamlMap(below(field), value, findings));
    }

    /** Notes something wrong with a field, at its value; at the mapping where the field is absent. */
    void note(String field, String detail) {
        note(fields.getOrDefault(field, node), field, detail);
    }

    private void note(Node at, String field, String detail) {
        findings.problems().add(finding(at, field, detail));
    }

    /** Notes something that works and is better done otherwise. */
    void warn(String field, String detail) {
        findings.warnings().add(finding(fields.getOrDefault(field, node), field, detail));
    }

    private FileProblem finding(Node at, String field, String detail) {
        var mark = at.getStartMark();
        return new FileProblem(
                mark.map(each -> each.getLine() + 1).orElse(1),
                mark.map(each -> each.getColumn() + 1).orElse(1),
                field.isEmpty() ? path : below(PlainText.line(field)),
                PlainText.line(detail));
    }

    private String below(String field) {
        return path.isEmpty() ? field : path + "." + field;
    }
}
