package dev.recount.bench.sigma;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/**
 * Deterministic Sigma rules about {@link AgentEvents}: equality, contains, startswith, endswith, lists, regular expressions,
 * and several selections joined by {@code and}, in the proportions of the performance notes.
 */
final class AgentRules {

    private static final int TOKENS = 20_000;
    private static final String[] ACTIONS = {"file.read", "file.write", "http.request", "shell.exec", "db.query"};
    private static final String[] TOOLS = {"fs", "git", "kubectl", "psql", "http", "gh"};

    private AgentRules() {}

    /** One YAML document each. */
    static List<String> generate(int count, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<String> rules = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            rules.add(
                    String.format(Locale.ROOT, """
                    title: rule %1$d
                    id: %1$08x-0000-4000-8000-000000000000
                    logsource:
                      product: agent
                      category: action
                    detection:
                    %2$s
                    level: medium
                    """, i, detection(i % 10, random).indent(2)));
        }
        return rules;
    }

    private static String detection(int kind, SplittableRandom random) {
        String action = ACTIONS[random.nextInt(ACTIONS.length)];
        return switch (kind) {
            case 4 ->
                one(
                        "resource|startswith: 'arn:corp:production:" + action.substring(0, action.indexOf('.')) + "'",
                        "command|contains: " + token(random));
            case 5 ->
                one(
                        "action: file.write",
                        "file_path|endswith: /mod" + random.nextInt(60) + "/File" + random.nextInt(4_000) + ".java");
            case 6 ->
                one(
                        "tool: [" + String.join(", ", TOOLS[random.nextInt(3)], TOOLS[3 + random.nextInt(3)]) + "]",
                        "command|contains: [" + String.join(", ", tokens(8, random)) + "]");
            case 7 ->
                one(
                        "action: " + action,
                        "command|re: 'tok" + String.format(Locale.ROOT, "%03d", random.nextInt(200))
                                + "[0-4][05] --limit 1[0-9]'");
            case 8 ->
                one(
                        "action: credential.use",
                        "env: production",
                        "credential_id: " + String.format(Locale.ROOT, "cred-%06d", random.nextInt(5_000)));
            case 9 -> """
                    sel1: {command|contains: %s}
                    sel2: {env: production}
                    condition: sel1 and sel2
                    """.formatted(token(random));
            default -> one("action: " + action, "command|contains: " + token(random));
        };
    }

    private static String one(String... items) {
        return "sel:\n  " + String.join("\n  ", items) + "\ncondition: sel\n";
    }

    private static List<String> tokens(int count, SplittableRandom random) {
        List<String> tokens = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            tokens.add(token(random));
        }
        return tokens;
    }

    static String token(SplittableRandom random) {
        return String.format(Locale.ROOT, "tok%05d", random.nextInt(TOKENS));
    }
}
