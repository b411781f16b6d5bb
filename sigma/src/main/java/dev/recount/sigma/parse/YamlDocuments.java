package dev.recount.sigma.parse;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.composer.Composer;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.parser.ParserImpl;
import org.snakeyaml.engine.v2.scanner.StreamReader;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/** Reads YAML 1.2 (core schema) into nodes that know their place, within bounds on size, depth and aliases. */
final class YamlDocuments {

    static final int CHARS_MAX = 16 * 1024 * 1024;
    static final int NODES_MAX = 200_000;

    private static final LoadSettings SETTINGS = LoadSettings.builder()
            .setSchema(new CoreSchema())
            .setCodePointLimit(CHARS_MAX)
            .setUseMarks(true)
            .build();

    private final Problems problems;

    YamlDocuments(Problems problems) {
        this.problems = problems;
    }

    /** The documents up to the first place where the text is no YAML. */
    List<Node> read(String yaml) {
        List<Node> documents = new ArrayList<>();
        if (yaml.length() > CHARS_MAX) {
            problems.add(new Problem(
                    problems.locate(1), "", yaml.length() + " characters", "a file of at most " + CHARS_MAX));
            return documents;
        }
        try {
            StreamReader reader = new StreamReader(SETTINGS, yaml);
            Composer composer = new Composer(SETTINGS, new ShallowParser(new ParserImpl(SETTINGS, reader)));
            while (composer.hasNext()) {
                Node document = composer.next();
                if (isBounded(document)) {
                    documents.add(document);
                }
            }
        } catch (MarkedYamlEngineException e) {
            problems.add(new Problem(
                    e.getProblemMark().map(problems::locate).orElseGet(() -> problems.locate(1)),
                    "",
                    oneLine(e.getProblem()),
                    "valid YAML"));
        } catch (YamlEngineException e) {
            problems.add(new Problem(problems.locate(1), "", oneLine(String.valueOf(e.getMessage())), "valid YAML"));
        }
        return documents;
    }

    private static String oneLine(String text) {
        return text.replaceAll("\\s+", " ").trim();
    }

    private boolean isBounded(Node document) {
        long size = size(document, new IdentityHashMap<>());
        if (size < 0) {
            problems.add(document, "", "an alias that contains itself", "no cycles");
        } else if (size > NODES_MAX) {
            problems.add(document, "", "aliases that expand to more than " + NODES_MAX + " values", "fewer");
        }
        return size >= 0 && size <= NODES_MAX;
    }

    /** The number of values after expanding aliases, -1 for a cycle. */
    private static long size(Node node, Map<Node, Long> known) {
        Long before = known.putIfAbsent(node, -1L);
        if (before != null) {
            return before;
        }
        long size = 1;
        for (Node child : children(node)) {
            long childSize = size(child, known);
            if (childSize < 0) {
                return -1;
            }
            size = Math.min(size + childSize, Integer.MAX_VALUE);
        }
        known.put(node, size);
        return size;
    }

    private static List<Node> children(Node node) {
        if (node instanceof SequenceNode sequence) {
            return sequence.getValue();
        }
        List<Node> children = new ArrayList<>();
        if (node instanceof MappingNode mapping) {
            for (NodeTuple entry : mapping.getValue()) {
                children.add(entry.getKeyNode());
                children.add(entry.getValueNode());
            }
        }
        return children;
    }
}
