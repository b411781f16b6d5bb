package dev.recount.query.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.recount.codec.Micros;
import dev.recount.query.lineage.Edge;
import dev.recount.query.lineage.Graph;
import dev.recount.query.lineage.Node;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** A graph as JSON: nodes by number, edges between numbers. */
final class GraphAnswer {

    private GraphAnswer() {}

    static ObjectNode of(Graph graph) {
        var answer = Answers.object();
        var nodes = answer.putArray("nodes");
        Map<Node, Integer> numbers = new HashMap<>();
        for (Node node : graph.nodes()) {
            numbers.put(node, numbers.size());
            nodes.addObject().put("kind", word(node.kind())).put("id", node.id());
        }
        var edges = answer.putArray("edges");
        for (Edge edge : graph.edges()) {
            edges.addObject()
                    .put("from", numbers.get(edge.from()))
                    .put("to", numbers.get(edge.to()))
                    .put("relation", word(edge.relation()))
                    .put("count", edge.count())
                    .put("first_at", Micros.text(edge.firstAt()))
                    .put("last_at", Micros.text(edge.lastAt()))
                    .put("first_event", edge.firstEvent());
        }
        return answer.put("truncated", graph.truncated());
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
