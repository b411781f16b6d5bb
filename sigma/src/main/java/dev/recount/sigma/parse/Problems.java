package dev.recount.sigma.parse;

import dev.recount.sigma.rule.Location;
import java.util.ArrayList;
import java.util.List;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.CollectionNode;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/** Gathers the faults of one file. */
final class Problems {

    private final String file;
    private final List<Problem> found = new ArrayList<>();

    Problems(String file) {
        this.file = file;
    }

    void add(Node node, String field, String expected) {
        add(node, field, shown(node), expected);
    }

    void add(Node node, String field, String offending, String expected) {
        found.add(new Problem(locate(node), field, offending, expected));
    }

    void add(Problem problem) {
        found.add(problem);
    }

    int count() {
        return found.size();
    }

    List<Problem> all() {
        return found;
    }

    Location locate(Node node) {
        return node.getStartMark().map(this::locate).orElseGet(() -> new Location(file, 1, 1));
    }

    Location locate(Mark mark) {
        return new Location(file, mark.getLine() + 1, mark.getColumn() + 1);
    }

    Location locate(int line) {
        return new Location(file, line, 1);
    }

    /** The value as a person would name it. */
    static String shown(Node node) {
        if (node instanceof ScalarNode scalar) {
            return scalar.getValue().isEmpty() ? "an empty value" : scalar.getValue();
        }
        String kind = node instanceof MappingNode ? "a map" : "a list";
        return ((CollectionNode<?>) node).getValue().isEmpty() ? "an empty " + kind.substring(2) : kind;
    }
}
