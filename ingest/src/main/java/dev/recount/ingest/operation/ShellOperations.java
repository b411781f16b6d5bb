package dev.recount.ingest.operation;

import dev.recount.event.Reversibility;
import dev.recount.event.Verb;
import dev.recount.ingest.shell.ShellCommand;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What one command of a shell does, by the table of commands, by the request it makes, or by the SQL it is given. */
final class ShellOperations {
    private static final Set<String> SECRET_FILES = Set.of(
            ".env",
            ".npmrc",
            ".netrc",
            ".pgpass",
            "credentials",
            "id_rsa",
            "id_ed25519",
            "id_ecdsa",
            "application_default_credentials.json",
            ".git-credentials",
            "kubeconfig");

    private static final Set<String> SECRET_FOLDERS = Set.of(".ssh", ".aws", ".gnupg");
    private static final Set<String> PUBLIC_SSH_FILES =
            Set.of("config", "known_hosts", "known_hosts.old", "authorized_keys");

    private ShellOperations() {}

    static List<Operation> resolve(ShellCommand command, Whereabouts where) {
        if (HttpCommand.isOne(command)) {
            HttpRequest request = HttpCommand.read(command);
            return request == null ? List.of() : HttpOperations.resolve(request);
        }
        HttpRequest call = GithubCommand.request(command);
        if (call != null) {
            return HttpOperations.resolve(call);
        }
        if (DatabaseCommand.isOne(command)) {
            return DatabaseCommand.resolve(command);
        }
        return command.program().isEmpty() ? List.of() : byTable(command, where.during(command));
    }

    private static List<Operation> byTable(ShellCommand command, Whereabouts where) {
        for (ShellRule rule : ShellTable.rules(command.program())) {
            if (rule.fits(command.arguments())) {
                return operations(command, rule, where);
            }
        }
        Operation aws = command.program().equals("aws") ? AwsCommand.resolve(command.arguments()) : null;
        return List.of(aws == null ? plain(command, Verb.EXECUTE) : aws);
    }

    /** What the row says, and that a secret is read when the command takes one's content along. */
    private static List<Operation> operations(ShellCommand command, ShellRule rule, Whereabouts where) {
        List<Operation> operations = new ArrayList<>(List.of(operation(command, rule, where)));
        List<ResourceRef> secrets = rule.sources(command.arguments()).stream()
                .filter(ShellOperations::isSecretFile)
                .map(source -> file(command, "file", source, where))
                .toList();
        if (!secrets.isEmpty()) {
            operations.add(Operation.of(command.program(), "shell", Verb.READ_SECRET, secrets, Reversibility.UNKNOWN));
        }
        return operations;
    }

    private static Operation operation(ShellCommand command, ShellRule rule, Whereabouts where) {
        List<String> targets = rule.targets(command.arguments());
        List<ResourceRef> resources =
                targets.stream().map(t -> resource(command, rule, t, where)).toList();
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

    private static ResourceRef resource(ShellCommand command, ShellRule rule, String target, Whereabouts where) {
        String kind = rule.kind();
        if (kind != null && (kind.equals("file") || kind.equals("device"))) {
            return file(command, kind, target, where);
        }
        String provider = rule.provider() == null ? command.program() : rule.provider();
        if (target.contains("://")) {
            return new ResourceRef(target, kind);
        } else if ("stack".equals(kind) && rule.ids().contains("folder")) {
            String stack = where.stack() == null ? "" : "#" + where.stack();
            return ResourceRef.of(provider, kind, bare(absolute(target, where.folder())) + stack);
        }
        String place = rule.ids().contains("typed") ? "" : rule.place(command.arguments());
        String name = "manifest".equals(kind) ? bare(absolute(target, where.folder())) : target;
        return ResourceRef.of(provider, kind, place.isEmpty() ? name : place + "/" + name);
    }

    private static ResourceRef file(ShellCommand command, String kind, String target, Whereabouts where) {
        String host = command.host() == null ? "" : "//" + command.host();
        return new ResourceRef("file:" + host + absolute(target, command.host() == null ? where.folder() : null), kind);
    }

    private static String bare(String path) {
        return path.startsWith("/") ? path.substring(1) : path;
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

    static boolean isSecretFile(String given) {
        String path = given.endsWith("/") ? given.substring(0, given.length() - 1) : given;
        String file = path.substring(path.lastIndexOf('/') + 1);
        int slash = path.length() - file.length() - 1;
        String folder = slash < 0 ? "" : path.substring(path.lastIndexOf('/', slash - 1) + 1, slash);
        boolean key = folder.equals(".ssh") && !PUBLIC_SSH_FILES.contains(file) && !file.endsWith(".pub");
        boolean environment = file.startsWith(".env") && !file.endsWith(".example") && !file.endsWith(".sample");
        return environment
                || key
                || SECRET_FOLDERS.contains(file)
                || SECRET_FILES.contains(file)
                || file.endsWith(".pem")
                || file.endsWith(".key")
                || path.endsWith(".docker/config.json")
                || path.endsWith(".kube/config");
    }

    private static Operation plain(ShellCommand command, Verb verb) {
        return Operation.of(command.program(), "shell", verb, List.of(), Reversibility.UNKNOWN);
    }
}
