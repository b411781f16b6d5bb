package dev.recount.ingest.operation;

import dev.recount.ingest.graphql.GraphqlField;
import dev.recount.ingest.graphql.GraphqlReader;
import java.util.ArrayList;
import java.util.List;

/**
 * What a one-line script of another language does, as far as its text tells: the GraphQL documents that stand in it, read
 * by the real parser from each {@code mutation} on.
 */
final class ScriptOperations {
    private static final int DOCUMENTS_MAX = 20;

    private ScriptOperations() {}

    static List<Operation> resolve(String script) {
        List<Operation> operations = new ArrayList<>();
        boolean railway = script.contains("railway.app") || script.contains("railway.com");
        String host = railway ? "backboard.railway.com" : "graphql";
        int documents = 0;
        for (int at = script.indexOf("mutation"); at >= 0 && documents < DOCUMENTS_MAX; documents++) {
            int end = closingBrace(script, at);
            String document = script.substring(at, end).replace("\\\"", "\"").replace("\\n", "\n");
            List<GraphqlField> fields = GraphqlReader.read(document, null, null);
            if (!fields.isEmpty()) {
                String body = Json.field("query", document);
                operations.addAll(HttpOperations.resolve(
                        new HttpRequest("POST", "https://" + host + "/graphql", List.of(), body, false)));
            }
            at = script.indexOf("mutation", Math.max(end, at + 1));
        }
        return operations;
    }

    private static int closingBrace(String script, int from) {
        int depth = 0;
        for (int i = from; i < script.length(); i++) {
            char c = script.charAt(i);
            depth += c == '{' ? 1 : c == '}' ? -1 : 0;
            if (c == '}' && depth <= 0) {
                return i + 1;
            }
        }
        return script.length();
    }
}
