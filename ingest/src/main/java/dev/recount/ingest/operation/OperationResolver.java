package dev.recount.ingest.operation;

import com.fasterxml.jackson.databind.JsonNode;
import dev.recount.event.Reversibility;
import dev.recount.event.Verb;
import dev.recount.ingest.secret.FoundSecret;
import dev.recount.ingest.shell.ShellCommand;
import dev.recount.ingest.shell.ShellScript;
import dev.recount.ingest.shell.ShellSplitter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Says what a tool call does. It works on input that is redacted already, so nothing it returns can hold a secret; the
 * credentials that a command presents are told by their markers. Pure, and safe for use by many threads.
 */
public final class OperationResolver {
    private static final Set<String> SHELLS = Set.of(
            "Bash", "PowerShell", "Shell", "shell", "bash", "run_shell_command", "run_terminal_cmd", "exec_command");
    private static final Set<String> FORCES = Set.of(
            "--force",
            "-f",
            "--yes",
            "-y",
            "--auto-approve",
            "-auto-approve",
            "--accept-data-loss",
            "--quiet",
            "--skip-final-snapshot",
            "--no-preserve-root",
            "--assume-yes",
            "--confirm",
            "--force-with-lease");
    private static final Set<String> DRY_RUNS = Set.of("--dry-run", "--what-if", "--check", "--no-act", "-n=dry");
    private static final Set<String> ENVIRONMENTS =
            Set.of("--environment", "--env", "-e", "--stage", "--workspace", "--namespace", "-n", "--context");
    private static final Pattern PRODUCTION = Pattern.compile(
            "(?<![a-z0-9])(?<!(?:pre|non|not|no)[-_])(?:production|prod|prd|live)(?![a-z0-9])",
            Pattern.CASE_INSENSITIVE);
    private static final int SCRIPT_MAX = 1 << 16;

    private OperationResolver() {}

    /**
     * What a tool call does, in the order in which it does it; empty when the tool only serves the agent itself.
     *
     * @param input the tool's input, redacted
     * @param secrets what redaction found in that input
     * @param cwd the session's working folder, to make file names absolute; {@code null} when unknown
     */
    public static List<Operation> resolve(
            String tool, JsonNode input, List<FoundSecret> secrets, @Nullable String cwd) {
        JsonNode command = input.get("command");
        if (SHELLS.contains(tool) && command != null && command.isTextual()) {
            return commandLine(command.textValue(), secrets, cwd);
        }
        List<Operation> operations = ToolOperations.resolve(tool, input, cwd);
        if (tool.startsWith("mcp__")) {
            LinkedHashSet<String> presented = new LinkedHashSet<>();
            new Presented(secrets).addMarkers(input.toString(), presented);
            return operations.stream()
                    .map(o -> o.with(List.copyOf(presented), null, false, false))
                    .toList();
        }
        return operations;
    }

    /** What a command line does, redacted as for {@link #resolve}. */
    public static List<Operation> commandLine(String commandLine, List<FoundSecret> secrets, @Nullable String cwd) {
        ShellScript script = ShellSplitter.split(commandLine);
        Presented presented = new Presented(secrets);
        List<Operation> operations = new ArrayList<>();
        Whereabouts where = new Whereabouts(cwd, null);
        for (ShellCommand command : script.commands()) {
            presented.follow(command);
            where = where.after(command);
            List<Operation> done = new ArrayList<>(ShellOperations.resolve(command, where));
            done.addAll(scripted(command));
            addTruncations(done, command, where.folder());
            List<String> credentials = presented.by(command);
            done.forEach(o -> operations.add(
                    o.with(credentials, environment(command), hasAny(command, FORCES), hasAny(command, DRY_RUNS))));
        }
        return List.copyOf(operations);
    }

    /** The operation that speaks for a call of several: the riskiest, and of equals the first. */
    public static Optional<Operation> principal(List<Operation> operations) {
        return operations.stream().min(Comparator.comparingInt(o -> -o.riskRank()));
    }

    /** A script in another language that names a known operation of a GraphQL API: told by the document it holds. */
    private static List<Operation> scripted(ShellCommand command) {
        boolean interpreter =
                Set.of("python", "python3", "node", "ruby", "perl", "php").contains(command.program());
        if (!interpreter) {
            return List.of();
        }
        String script = String.join("\n", command.arguments()) + (command.stdin() == null ? "" : command.stdin());
        return script.length() > SCRIPT_MAX ? List.of() : ScriptOperations.resolve(script);
    }

    private static void addTruncations(List<Operation> done, ShellCommand command, @Nullable String cwd) {
        boolean nothingElse = command.argv().isEmpty()
                || command.program().equals(":")
                || command.program().equals("true");
        for (ShellCommand.Redirection r : command.redirections()) {
            if (r.truncates() && !r.target().startsWith("/dev/") && !r.target().startsWith("&")) {
                ResourceRef file = new ResourceRef("file:" + ShellOperations.absolute(r.target(), cwd), "file");
                Verb verb = nothingElse ? Verb.DESTROY : Verb.MODIFY;
                done.add(Operation.of(">", "shell", verb, List.of(file), Reversibility.UNKNOWN));
            }
        }
    }

    private static boolean hasAny(ShellCommand command, Set<String> options) {
        return command.arguments().stream()
                .anyMatch(a -> options.contains(a)
                        || options.contains(a.replaceFirst("=.*", ""))
                        || (a.matches("-[a-zA-Z]*f[a-zA-Z]*")
                                && command.program().equals("rm")
                                && options.contains("-f")));
    }

    private static @Nullable String environment(ShellCommand command) {
        if (HttpCommand.isOne(command)) {
            return null;
        }
        List<String> a = command.arguments();
        boolean kubernetes =
                command.program().equals("kubectl") || command.program().equals("helm");
        for (int i = 0; i < a.size(); i++) {
            int equals = a.get(i).indexOf('=');
            String option = equals > 0 ? a.get(i).substring(0, equals) : a.get(i);
            boolean known = ENVIRONMENTS.contains(option)
                    && (kubernetes || !Set.of("-n", "--namespace", "--context").contains(option))
                    && (!option.equals("-e") || command.program().equals("railway"));
            if (known && equals > 0) {
                return a.get(i).substring(equals + 1);
            } else if (known && i + 1 < a.size()) {
                return a.get(i + 1);
            }
        }
        return command.assignments().entrySet().stream()
                .filter(variable -> setsEnvironment(variable.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(isProduction(command) ? "production" : null);
    }

    /** Whether a profile, context or host that it is pointed at is named after production; of other places nothing is said. */
    private static boolean isProduction(ShellCommand command) {
        return ShellTable.places(command).stream()
                .anyMatch(place -> PRODUCTION.matcher(place).find());
    }

    /** {@code RAILS_ENV}, {@code APP_ENV}, …; {@code NODE_ENV} says how a build is made, and not where it acts. */
    private static boolean setsEnvironment(String variable) {
        boolean ends = variable.equals("ENVIRONMENT") || variable.endsWith("_ENV") || variable.equals("ENV");
        return ends && !variable.equals("NODE_ENV");
    }
}
