package dev.recount.bench.sigma;

import dev.recount.sigma.collection.RuleCollection;
import dev.recount.sigma.parse.SigmaParser;
import dev.recount.streams.detect.RuleBook;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The rules of {@link AgentRules} in the terms of Recount's event, and sequences over it. */
final class ReplayRules {

    private static final Map<String, String> FIELDS = Map.of(
            "action:", "action.operation:",
            "tool:", "action.tool:",
            "command|", "action.summary|",
            "file_path|", "labels.file_path|",
            "resource|", "resource.id|",
            "env:", "resource.environment:",
            "credential_id:", "credential.fingerprint:");

    private static final String SEQUENCE = """
            title: read %1$d
            name: read_%1$d
            logsource: {product: recount, category: action}
            detection: {sel: {action.operation: credential.read, labels.in_scope: 'false'}, condition: sel}
            ---
            title: used %1$d
            name: used_%1$d
            logsource: {product: recount, category: action}
            detection: {sel: {action.operation: credential.use, action.tool|contains: '%3$s'}, condition: sel}
            ---
            title: deleted %1$d
            name: deleted_%1$d
            logsource: {product: recount, category: action}
            detection: {sel: {action.operation: resource.delete, resource.environment: production}, condition: sel}
            ---
            title: sequence %1$d
            id: 5f2d7a52-8f43-4d0e-9f3a-2b8f6a0c1d%1$02d
            name: sequence_%1$d
            level: high
            correlation:
              type: temporal_ordered
              rules: [read_%1$d, used_%1$d, deleted_%1$d]
              group-by: [session.id, credential.fingerprint]
              timespan: %2$dm
            """;

    /** What the tool must be called that uses the credential; in the first sequence any. */
    private static final List<String> TOOLS =
            List.of("", "fs", "git", "kubectl", "psql", "http", "gh", "slack", "terraform", "vault");

    /** The id of the sequence that is planted. */
    static final String PLANTED = "5f2d7a52-8f43-4d0e-9f3a-2b8f6a0c1d00";

    private ReplayRules() {}

    /** So many rules of one event each, and so many sequences, at most ten, of which the first reaches over ten minutes. */
    static RuleBook book(List<String> rules, int sequences) {
        List<String> documents = new ArrayList<>();
        rules.forEach(rule -> documents.add(inOurTerms(rule)));
        for (int i = 0; i < sequences; i++) {
            documents.add(SEQUENCE.formatted(i, 10 + i, TOOLS.get(i)));
        }
        return RuleBook.of(RuleCollection.of(SigmaParser.parse("replayed.yml", String.join("---\n", documents))));
    }

    private static String inOurTerms(String rule) {
        var text = rule.replace("product: agent", "product: recount");
        for (var field : FIELDS.entrySet()) {
            text = text.replaceAll("(?<=[ {])" + field.getKey().replace("|", "\\|"), field.getValue());
        }
        return text;
    }
}
