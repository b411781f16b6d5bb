package dev.recount.ingest.operation;

import dev.recount.event.Reversibility;
import dev.recount.event.Verb;
import dev.recount.ingest.shell.BundledOptions;
import dev.recount.ingest.shell.ShellCommand;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What a client of a database does, by the statements that it is given as options, arguments or input. */
final class DatabaseCommand {
    private static final Client MYSQL = Client.of("mysql", "DehPSu", "p", "-e");
    private static final Map<String, Client> CLIENTS = Map.of(
            "psql", Client.of("postgres", "cdfFhLopPRTUv", "", "-c"),
            "mysql", MYSQL,
            "mariadb", MYSQL,
            "sqlite3", Client.of("sqlite", "", "", ""),
            "cockroach", Client.of("postgres", "edup", "", "-e"),
            "clickhouse-client", Client.of("clickhouse", "qhud", "", "-q"),
            "snowsql", Client.of("snowflake", "qaudsrw", "", "-q"),
            "bq", Client.of("bigquery", "", "", ""));
    private static final Set<String> STATEMENTS = Set.of("--command", "--execute", "--query", "-cmd", "query");

    private DatabaseCommand() {}

    /**
     * A client that takes SQL.
     *
     * @param valued its letters that take a value
     * @param attached those of them whose value, if any, stands in the same word
     * @param statement the one that takes SQL
     */
    private record Client(String provider, Set<String> valued, Set<String> attached, String statement) {
        static Client of(String provider, String valued, String attached, String statement) {
            return new Client(provider, letters(valued + attached), letters(attached), statement);
        }

        private static Set<String> letters(String letters) {
            return letters.chars().mapToObj(c -> "-" + (char) c).collect(Collectors.toUnmodifiableSet());
        }
    }

    static boolean isOne(ShellCommand command) {
        String program = command.program();
        return CLIENTS.containsKey(program)
                || Set.of("redis-cli", "mongosh", "mongo").contains(program);
    }

    static List<Operation> resolve(ShellCommand command) {
        Client client = CLIENTS.get(command.program());
        if (client == null) {
            return List.of(command.program().equals("redis-cli") ? redis(command) : mongo(command));
        }
        List<Operation> operations = new ArrayList<>();
        for (String statement : statements(command.arguments(), client)) {
            operations.addAll(SqlReader.read(statement, client.provider));
        }
        if (operations.isEmpty() && command.stdin() != null) {
            operations.addAll(SqlReader.read(command.stdin(), client.provider));
        }
        return operations.isEmpty() ? List.of(plain(command.program(), "shell", Verb.AUTHENTICATE)) : operations;
    }

    private static List<String> statements(List<String> a, Client client) {
        List<String> statements = new ArrayList<>();
        for (int i = 0; i < a.size(); i++) {
            String word = a.get(i);
            int equals = word.startsWith("--") ? word.indexOf('=') : -1;
            int letter = BundledOptions.valued(word, client.valued);
            if (STATEMENTS.contains(word) && i + 1 < a.size()) {
                statements.add(a.get(++i));
            } else if (equals > 0 && STATEMENTS.contains(word.substring(0, equals))) {
                statements.add(word.substring(equals + 1));
            } else if (letter > 0) {
                String option = "-" + word.charAt(letter);
                boolean next = letter == word.length() - 1 && !client.attached.contains(option);
                i += next ? 1 : 0;
                if (option.equals(client.statement) && i < a.size()) {
                    statements.add(next ? a.get(i) : word.substring(letter + 1));
                }
            } else if (client.provider.equals("sqlite") && word.indexOf(' ') > 0) {
                statements.add(word);
            }
        }
        return statements;
    }

    private static Operation redis(ShellCommand command) {
        List<ResourceRef> server = server(command, "redis");
        String joined = " " + String.join(" ", command.arguments()).toUpperCase(Locale.ROOT) + " ";
        String stdin = command.stdin() == null ? "" : " " + command.stdin().toUpperCase(Locale.ROOT) + " ";
        for (String destroyer : List.of("FLUSHALL", "FLUSHDB", "DEL", "UNLINK")) {
            if ((joined + stdin).contains(" " + destroyer + " ") || stdin.contains(destroyer + "\n")) {
                return Operation.of(destroyer, "redis", Verb.DESTROY, server, Reversibility.IRREVERSIBLE);
            }
        }
        Verb verb = joined.contains(" GET ") || joined.contains(" KEYS ") ? Verb.READ : Verb.MODIFY;
        return Operation.of("redis-cli", "redis", verb, server, Reversibility.UNKNOWN);
    }

    private static Operation mongo(ShellCommand command) {
        String script = String.join(" ", command.arguments()) + (command.stdin() == null ? "" : command.stdin());
        for (String destroyer : List.of("dropDatabase(", ".drop(", "deleteMany(", "deleteOne(", ".remove(")) {
            if (script.contains(destroyer)) {
                String name = destroyer.replace("(", "").replace(".", "");
                return Operation.of(
                        name, "mongodb", Verb.DESTROY, server(command, "mongodb"), Reversibility.IRREVERSIBLE);
            }
        }
        return plain(command.program(), "mongodb", Verb.EXECUTE);
    }

    /** The server that the client is told to reach, by {@code -h} or by a URL. */
    private static List<ResourceRef> server(ShellCommand command, String provider) {
        List<String> a = command.arguments();
        for (int i = 0; i < a.size(); i++) {
            String host =
                    a.get(i).contains("://") ? new HttpRequest("", a.get(i), List.of(), null, false).host() : null;
            if (Set.of("-h", "--host").contains(a.get(i)) && i + 1 < a.size()) {
                host = a.get(i + 1);
            }
            if (host != null && !host.isEmpty()) {
                return List.of(ResourceRef.of(provider, "server", host));
            }
        }
        return List.of();
    }

    private static Operation plain(String name, String provider, Verb verb) {
        return Operation.of(name, provider, verb, List.of(), Reversibility.UNKNOWN);
    }
}
