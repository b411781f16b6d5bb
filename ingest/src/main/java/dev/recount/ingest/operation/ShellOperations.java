package dev.recount.ingest.operation;

import dev.recount.event.Reversibility;
import dev.recount.event.Verb;
import dev.recount.ingest.shell.ShellCommand;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What one command of a shell does, by the table of commands, and for database clients by the SQL they are given. */
final class ShellOperations {
    private static final Map<String, String> SQL_CLIENTS = Map.of(
            "psql",
            "postgres",
            "mysql",
            "mysql",
            "mariadb",
            "mysql",
            "sqlite3",
            "sqlite",
            "cockroach",
            "postgres",
            "clickhouse-client",
            "clickhouse",
            "snowsql",
            "snowflake",
            "bq",
            "bigquery");
    private static final Set<String> SQL_OPTIONS =
            Set.of("-c", "--command", "-e", "--execute", "-q", "--query", "-cmd", "query");
    private static final Set<String> SECRET_FILES = Set.of(
            ".env",
            ".npmrc",
            ".netrc",
            ".pgpass",
            "credentials",
            "id_rsa",
            "id_ed25519",
            ".git-credentials",
            "kubeconfig");

    private ShellOperations() {}

    static List<Operation> resolve(ShellCommand command, @Nullable String cwd) {
        if (HttpCommand.isOne(command)) {
            HttpRequest request = HttpCommand.read(command);
            return request == null ? List.of() : HttpOperations.resolve(request);
        }
        String sqlProvider = SQL_CLIENTS.get(command.program());
        if (sqlProvider != null) {
            List<Operation> sql = sql(command, sqlProvider);
            return sql.isEmpty() ? List.of(plain(command, Verb.AUTHENTICATE)) : sql;
        }
        return switch (command.program()) {
            case "redis-cli" -> List.of(redis(command));
            case "mongosh", "mongo" -> List.of(mongo(command));
            case "" -> List.of();
            default -> byTable(command, cwd);
        };
    }

    private static List<Operation> byTable(ShellCommand command, @Nullable String cwd) {
        for (ShellRule rule : ShellTable.rules(command.program())) {
            if (rule.fits(command.arguments())) {
                return List.of(operation(command, rule, cwd));
            }
        }
        Operation aws = command.program().equals("aws") ? AwsCommand.resolve(command.arguments()) : null;
        return List.of(aws == null ? plain(command, Verb.EXECUTE) : aws);
    }

    private static Operation operation(ShellCommand command, ShellRule rule, @Nullable String cwd) {
        List<String> targets = rule.targets(command.arguments());
        List<ResourceRef> resources =
                targets.stream().map(t -> resource(command, rule, t, cwd)).toList();
        String name = rule.name() == null ? defaultName(command, rule) : rule.name();
        boolean secret = rule.verb() == Verb.READ && targets.stream().anyMatch(ShellOperations::isSecretFile);
        Verb verb = secret ? Verb.READ_SECRET : rule.verb();
        String provider = rule.provider() == null ? "shell" : rule.provider();
        return Operation.of(name, provider, verb, resources, rule.reversibility());
    }

    private static String defaultName(ShellCommand command, ShellRule rule) {
        List<String> plain = rule.plain(command.arguments());
        List<String> words = plain.subList(0, rule.words().size());
        return words.isEmpty() ? command.program() : command.program() + " " + String.join(" ", words);
    }

    private static ResourceRef resource(ShellCommand command, ShellRule rule, String target, @Nullable String cwd) {
        boolean file = "file".equals(rule.kind()) || "device".equals(rule.kind());
        if (file) {
            String host = command.host() == null ? "" : "//" + command.host();
            return new ResourceRef("file:" + host + absolute(target, command.host() == null ? cwd : null), rule.kind());
        }
        boolean url = target.contains("://");
        String provider = rule.provider() == null ? command.program() : rule.provider();
        return url ? new ResourceRef(target, rule.kind()) : ResourceRef.of(provider, rule.kind(), target);
    }

    static String absolute(String path, @Nullable String cwd) {
        boolean rooted =
                path.startsWith("/") || path.startsWith("~") || path.startsWith("$") || path.matches("[A-Za-z]:.*");
        if (rooted || cwd == null) {
            return path;
        }
        try {
            return Path.of(cwd).resolve(path).normalize().toString();
        } catch (InvalidPathException notAPath) {
            return path;
        }
    }

    static boolean isSecretFile(String path) {
        String file = path.substring(path.lastIndexOf('/') + 1);
        boolean environment = file.startsWith(".env") && !file.endsWith(".example") && !file.endsWith(".sample");
        return environment
                || SECRET_FILES.contains(file)
                || file.endsWith(".pem")
                || file.endsWith(".key")
                || path.endsWith(".docker/config.json")
                || path.endsWith(".kube/config");
    }

    private static List<Operation> sql(ShellCommand command, String provider) {
        List<Operation> operations = new ArrayList<>();
        List<String> a = command.arguments();
        for (int i = 0; i < a.size(); i++) {
            String word = a.get(i);
            if (SQL_OPTIONS.contains(word) && i + 1 < a.size()) {
                operations.addAll(SqlReader.read(a.get(i + 1), provider));
            } else if (word.startsWith("--command=") || word.startsWith("--execute=") || word.startsWith("--query=")) {
                operations.addAll(SqlReader.read(word.substring(word.indexOf('=') + 1), provider));
            } else if (provider.equals("sqlite") && word.indexOf(' ') > 0) {
                operations.addAll(SqlReader.read(word, provider));
            }
        }
        if (operations.isEmpty() && command.stdin() != null) {
            operations.addAll(SqlReader.read(command.stdin(), provider));
        }
        return operations;
    }

    private static Operation redis(ShellCommand command) {
        String joined = " " + String.join(" ", command.arguments()).toUpperCase(Locale.ROOT) + " ";
        String stdin = command.stdin() == null ? "" : " " + command.stdin().toUpperCase(Locale.ROOT) + " ";
        for (String destroyer : List.of("FLUSHALL", "FLUSHDB", "DEL", "UNLINK")) {
            if ((joined + stdin).contains(" " + destroyer + " ") || stdin.contains(destroyer + "\n")) {
                return Operation.of(destroyer, "redis", Verb.DESTROY, List.of(), Reversibility.IRREVERSIBLE);
            }
        }
        Verb verb = joined.contains(" GET ") || joined.contains(" KEYS ") ? Verb.READ : Verb.MODIFY;
        return Operation.of("redis-cli", "redis", verb, List.of(), Reversibility.UNKNOWN);
    }

    private static Operation mongo(ShellCommand command) {
        String script = String.join(" ", command.arguments()) + (command.stdin() == null ? "" : command.stdin());
        for (String destroyer : List.of("dropDatabase(", ".drop(", "deleteMany(", "deleteOne(", ".remove(")) {
            if (script.contains(destroyer)) {
                String name = destroyer.replace("(", "").replace(".", "");
                return Operation.of(name, "mongodb", Verb.DESTROY, List.of(), Reversibility.IRREVERSIBLE);
            }
        }
        return Operation.of(command.program(), "mongodb", Verb.EXECUTE, List.of(), Reversibility.UNKNOWN);
    }

    private static Operation plain(ShellCommand command, Verb verb) {
        return Operation.of(command.program(), "shell", verb, List.of(), Reversibility.UNKNOWN);
    }
}
