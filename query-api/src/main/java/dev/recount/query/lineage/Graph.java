package dev.recount.query.lineage;

import dev.recount.query.credential.OneName;
import dev.recount.query.event.RecordedEvent;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What led to what.
 *
 * @param nodes each once, in the order in which they were reached
 * @param edges each pair and relation once
 * @param truncated whether there is more than is shown
 */
public record Graph(List<Node> nodes, List<Edge> edges, boolean truncated) {

    /** More cannot be looked at by anybody. */
    static final int NODES_MAX = 1_000;

    /** What {@code events} say, in any order; each credential under one name. */
    public static Graph of(Collection<RecordedEvent> events, OneName names) {
        var drawing = new Drawing(names);
        events.stream().sorted(Comparator.comparing(RecordedEvent::entry)).forEach(drawing::add);
        return drawing.graph();
    }

    /** A graph while it grows. Events come in order of time. */
    static final class Drawing {

        private record Key(Node from, Node to, Edge.Relation relation) {}

        private final Set<Node> nodes = new LinkedHashSet<>();
        private final Map<Key, Edge> edges = new LinkedHashMap<>();
        private final OneName names;
        private boolean truncated;

        Drawing(OneName names) {
            this.names = names;
        }

        void add(RecordedEvent event) {
            Relations.of(event.event(), names).forEach(said -> add(said, event));
        }

        void add(Relations.Said said, RecordedEvent event) {
            if (!reach(said.from()) || !reach(said.to())) {
                return;
            }
            var once = new Edge(
                    said.from(), said.to(), said.relation(), 1, event.occurredAt(), event.occurredAt(), event.id());
            edges.merge(new Key(said.from(), said.to(), said.relation()), once, Drawing::both);
        }

        private static Edge both(Edge a, Edge b) {
            boolean isFirst = !b.firstAt().isBefore(a.firstAt());
            return new Edge(
                    a.from(),
                    a.to(),
                    a.relation(),
                    a.count() + 1,
                    isFirst ? a.firstAt() : b.firstAt(),
                    b.lastAt().isAfter(a.lastAt()) ? b.lastAt() : a.lastAt(),
                    isFirst ? a.firstEvent() : b.firstEvent());
        }

        /** Whether there is room for {@code node}, or it is there already. */
        boolean reach(Node node) {
            if (!nodes.contains(node) && nodes.size() == NODES_MAX) {
                truncated = true;
                return false;
            }
            nodes.add(node);
            return true;
        }

        void truncate() {
            truncated = true;
        }

        Graph graph() {
            return new Graph(List.copyOf(nodes), new ArrayList<>(edges.values()), truncated);
        }
    }
}
