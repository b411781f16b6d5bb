package dev.recount.runtime.settings;

import dev.recount.runtime.settings.SettingsSource.Raw;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** A settings file flattened to dotted names. It keeps the line of each value, so that a message can point at it. */
final class YamlFile {

    private final Path file;
    private final Map<String, Raw> values = new LinkedHashMap<>();
    private final List<String> problems = new ArrayList<>();

    private YamlFile(Path file) {
        this.file = file;
    }

    static YamlFile read(Path file) {
        YamlFile read = new YamlFile(file);
        LoadSettings settings = LoadSettings.builder()
                .setLabel(file.toString())
                .setMaxAliasesForCollections(0)
                .build();
        try {
            new Compose(settings).composeString(Files.readString(file)).ifPresent(root -> read.flatten("", root));
        } catch (IOException e) {
            read.problems.add(file + ": cannot be read (" + e.getClass().getSimpleName() + ")");
        } catch (MarkedYamlEngineException e) {
            // The exception's own message quotes the text around the fault, which may be a secret.
            String line =
                    e.getProblemMark().map(mark -> ":" + (mark.getLine() + 1)).orElse("");
            read.problems.add(file + line + ": is not YAML (" + e.getProblem() + ")");
        } catch (YamlEngineException e) {
            read.problems.add(file + ": is not YAML");
        }
        return read;
    }

    private void flatten(String name, Node node) {
        if (node instanceof MappingNode mapping) {
            for (NodeTuple entry : mapping.getValue()) {
                String key = entry.getKeyNode() instanceof ScalarNode scalar ? scalar.getValue() : "?";
                flatten(name.isEmpty() ? key : name + "." + key, entry.getValueNode());
            }
        } else if (node instanceof ScalarNode scalar && !name.isEmpty()) {
            put(name, scalar.getValue(), node);
        } else if (node instanceof SequenceNode sequence
                && sequence.getValue().stream().allMatch(ScalarNode.class::isInstance)
                && !name.isEmpty()) {
            String joined = sequence.getValue().stream()
                    .map(item -> ((ScalarNode) item).getValue())
                    .collect(Collectors.joining(","));
            put(name, joined, node);
        } else {
            problems.add(place(node) + ": expected keys and values");
        }
    }

    private void put(String name, String text, Node node) {
        if (values.putIfAbsent(name, new Raw(text, place(node) + " " + name)) != null) {
            problems.add(place(node) + " " + name + ": is set twice in this file");
        }
    }

    private String place(Node node) {
        return file
                + node.getStartMark().map(mark -> ":" + (mark.getLine() + 1)).orElse("");
    }

    Map<String, Raw> values() {
        return values;
    }

    List<String> problems() {
        return problems;
    }
}
