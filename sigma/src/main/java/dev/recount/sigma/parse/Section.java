package dev.recount.sigma.parse;

import com.google.re2j.Pattern;
import dev.recount.sigma.rule.Location;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** A YAML map being read. Each reader reports what it finds wrong and goes on, so that all faults come together. */
final class Section {

    private final MappingNode node;
    private final String path;
    private final Problems problems;
    private final Map<String, Node> entries = new LinkedHashMap<>();

    Section(MappingNode node, String path, Problems problems) {
        this.node = node;
        this.path = path;
        this.problems = problems;
        for (NodeTuple entry : node.getValue()) {
            Node key = entry.getKeyNode();
            if (!(key instanceof ScalarNode scalar)) {
                problems.add(key, path, "a name as key");
            } else if (entries.putIfAbsent(scalar.getValue(), entry.getValueNode()) != null) {
                problems.add(key, child(scalar.getValue()), "each key once");
            }
        }
    }

    Set<String> keys() {
        return entries.keySet();
    }

    /** Keys and values with their places, as written. */
    List<NodeTuple> entries() {
        return node.getValue();
    }

    @Nullable
    Node get(String key) {
        return entries.get(key);
    }

    String child(String key) {
        return path.isEmpty() ? key : path + "." + key;
    }

    Problems problems() {
        return problems;
    }

    Location location() {
        return problems.locate(node);
    }

    void fault(String key, String offending, String expected) {
        Node at = entries.get(key);
        problems.add(at == null ? node : at, child(key), offending, expected);
    }

    /** The value of a mandatory key; reports its absence. */
    @Nullable
    Node require(String key, String expected) {
        Node value = entries.get(key);
        if (value == null) {
            problems.add(node, child(key), "missing", expected);
        }
        return value;
    }

    @Nullable
    String text(String key, int charsMax) {
        Node value = entries.get(key);
        if (value == null) {
            return null;
        }
        if (!Scalars.isText(value)) {
            problems.add(value, child(key), "text");
            return null;
        }
        String text = Scalars.text(value);
        if (text.length() > charsMax) {
            problems.add(value, child(key), text.length() + " characters", "at most " + charsMax);
        }
        return text;
    }

    @Nullable
    String text(String key, Pattern form, String expected) {
        String text = text(key, Integer.MAX_VALUE);
        if (text != null && !form.matches(text)) {
            fault(key, text, expected);
        }
        return text;
    }

    <E extends Enum<E>> @Nullable E oneOf(String key, Class<E> type) {
        String text = text(key, Integer.MAX_VALUE);
        if (text == null) {
            return null;
        }
        List<String> names = new ArrayList<>();
        for (E constant : type.getEnumConstants()) {
            String name = constant.name().toLowerCase(Locale.ROOT);
            if (name.equals(text)) {
                return constant;
            }
            names.add(name);
        }
        fault(key, text, "one of " + String.join(", ", names));
        return null;
    }

    boolean flag(String key) {
        Node value = entries.get(key);
        if (value != null && !value.getTag().equals(Tag.BOOL)) {
            problems.add(value, child(key), "true or false");
        }
        return value != null && Boolean.parseBoolean(Problems.shown(value));
    }

    /** A list of different texts; an absent key is an empty list. */
    List<String> texts(String key, int charsMin) {
        Node value = entries.get(key);
        if (value == null) {
            return List.of();
        }
        if (!(value instanceof SequenceNode sequence)) {
            problems.add(value, child(key), "a list of texts");
            return List.of();
        }
        List<String> texts = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (Node element : sequence.getValue()) {
            if (!Scalars.isText(element) || Scalars.text(element).length() < charsMin) {
                problems.add(
                        element, child(key), charsMin > 0 ? "text of at least " + charsMin + " characters" : "text");
            } else if (!seen.add(Scalars.text(element))) {
                problems.add(element, child(key), "each entry once");
            } else {
                texts.add(Scalars.text(element));
            }
        }
        return texts;
    }

    /** A nested map; reports a value that is none. */
    Optional<Section> section(String key) {
        Node value = entries.get(key);
        if (value == null) {
            return Optional.empty();
        }
        if (value instanceof MappingNode mapping) {
            return Optional.of(new Section(mapping, child(key), problems));
        }
        problems.add(value, child(key), "a map");
        return Optional.empty();
    }

    /** Reports every key that is not among those known. */
    void only(Set<String> known) {
        for (String key : entries.keySet()) {
            if (!known.contains(key)) {
                fault(
                        key,
                        key,
                        "one of " + String.join(", ", known.stream().sorted().toList()));
            }
        }
    }
}
