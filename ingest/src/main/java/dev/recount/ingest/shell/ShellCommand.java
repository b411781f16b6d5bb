package dev.recount.ingest.shell;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One command as it would be run: quotes are resolved, variables and substitutions are left as they are written.
 *
 * @param argv the program and its arguments; empty for an assignment or redirection alone
 * @param assignments environment assignments before the program, {@code A=1 B=2 cmd}
 * @param redirections files read from and written to
 * @param stdin the text of a here-document or here-string, or of what {@code echo} or {@code printf} pipe in
 * @param wrappers programs that run this one, outermost first: {@code sudo}, {@code xargs}, {@code ssh}
 * @param host the host that {@code ssh} runs it on; {@code null} for this one
 */
public record ShellCommand(
        List<String> argv,
        Map<String, String> assignments,
        List<Redirection> redirections,
        @Nullable String stdin,
        List<String> wrappers,
        @Nullable String host) {

    public ShellCommand {
        argv = List.copyOf(argv);
        assignments = Map.copyOf(assignments);
        redirections = List.copyOf(redirections);
        wrappers = List.copyOf(wrappers);
    }

    /** A file that a command reads from or writes to: {@code >}, {@code >>}, {@code <}, {@code 2>}, {@code &>}. */
    public record Redirection(String operator, String target) {
        /** Whether the file is emptied first. */
        public boolean truncates() {
            return (operator.endsWith(">") || operator.endsWith(">|")) && !operator.endsWith(">>");
        }
    }

    /** The program's name without its folder; empty when there is none. */
    public String program() {
        if (argv.isEmpty()) {
            return "";
        }
        String path = argv.get(0);
        return path.substring(path.lastIndexOf('/') + 1);
    }

    /** The arguments after the program. */
    public List<String> arguments() {
        return argv.isEmpty() ? argv : argv.subList(1, argv.size());
    }
}
