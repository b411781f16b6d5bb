package dev.recount.ingest.shell;

import dev.recount.ingest.shell.ShellCommand.Redirection;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Splits a command line into its commands: lists, pipelines, loops, functions, subshells and substitutions are taken
 * apart, and programs that only run another one ({@code sudo}, {@code bash -c}, {@code xargs}, {@code ssh}) give way to
 * it. Never throws; time is linear in the length, nesting is followed {@value #DEPTH_MAX} levels deep.
 */
public final class ShellSplitter {
    static final int DEPTH_MAX = 12;
    private static final int COMMANDS_MAX = 2_000;
    private static final int LENGTH_MAX = 1 << 20;
    private static final Set<String> PREFIXES =
            Set.of("if", "then", "elif", "else", "while", "until", "do", "!", "{", "time", "coproc");
    private static final Set<String> CLOSERS = Set.of("fi", "done", "esac", "}");
    private static final Set<String> DECODES = Set.of("-d", "-D", "--decode", "-di");
    private static final Set<String> HEADERS = Set.of("for", "select", "case", "function");

    private final List<ShellCommand> commands = new ArrayList<>();
    private final Indirections indirections = new Indirections();
    private boolean incomplete;

    private ShellSplitter() {}

    public static ShellScript split(String commandLine) {
        ShellSplitter splitter = new ShellSplitter();
        splitter.read(commandLine, 0, List.of(), null);
        return new ShellScript(splitter.commands, splitter.incomplete);
    }

    /** Reads a script that is run inside others; {@code wrappers} and {@code host} say by what and where. */
    void read(String script, int depth, List<String> wrappers, @Nullable String host) {
        if (depth > DEPTH_MAX || script.length() > LENGTH_MAX || commands.size() >= COMMANDS_MAX) {
            incomplete = true;
            return;
        }
        ShellLexer lexer = new ShellLexer(script);
        List<Token> tokens = lexer.tokens();
        incomplete |= lexer.incomplete();
        new Reader(depth, wrappers, host).read(tokens);
    }

    void add(ShellCommand command, int depth) {
        if (commands.size() >= COMMANDS_MAX) {
            incomplete = true;
        } else if (depth > DEPTH_MAX || !Wrappers.unwrap(command, this, depth)) {
            commands.add(command);
        }
    }

    /** Gathers the tokens of one script into commands. */
    private final class Reader {
        private final int depth;
        private final List<String> wrappers;
        private final @Nullable String host;
        private List<String> argv = new ArrayList<>();
        private Map<String, String> assignments = new LinkedHashMap<>();
        private List<Redirection> redirections = new ArrayList<>();
        private @Nullable String input;
        private @Nullable String piped;
        private boolean inHeader;

        Reader(int depth, List<String> wrappers, @Nullable String host) {
            this.depth = depth;
            this.wrappers = wrappers;
            this.host = host;
        }

        void read(List<Token> tokens) {
            for (int i = 0; i < tokens.size(); i++) {
                Token token = tokens.get(i);
                token.substitutions().forEach(script -> ShellSplitter.this.read(script, depth + 1, wrappers, host));
                switch (token.type()) {
                    case WORD -> word(token);
                    case INPUT -> input = token.text();
                    case PIPE -> {
                        piped = end();
                    }
                    case SEPARATOR -> separate(token);
                    case REDIRECTION -> {
                        if (i + 1 < tokens.size() && tokens.get(i + 1).type() == Token.Type.WORD) {
                            redirections.add(new Redirection(
                                    token.text(), tokens.get(++i).text()));
                        } else {
                            incomplete = true;
                        }
                    }
                }
            }
            end();
        }

        private void word(Token token) {
            boolean first = argv.isEmpty() && assignments.isEmpty();
            if (inHeader) {
                inHeader = !token.is("in") || argv.isEmpty();
                return;
            }
            if (first && (isReserved(token, PREFIXES) || isReserved(token, CLOSERS))) {
                return;
            }
            if (first && isReserved(token, HEADERS)) {
                inHeader = true;
                return;
            }
            int equals = argv.isEmpty() ? assignmentEnd(token.text()) : -1;
            if (equals > 0) {
                assignments.put(token.text().substring(0, equals), token.text().substring(equals + 1));
            } else {
                argv.add(token.text());
            }
        }

        private boolean isReserved(Token token, Set<String> words) {
            return !token.quoted() && words.contains(token.text());
        }

        private void separate(Token token) {
            boolean pattern = token.text().equals(")")
                    && argv.size() == 1
                    && depth == 0
                    && argv.get(0).endsWith("*");
            boolean functionName = token.text().equals("(") && argv.size() == 1;
            if (pattern || functionName) {
                argv.clear();
            }
            inHeader = false;
            end();
            piped = null;
        }

        /** Ends the command at hand; gives what it prints, where that can be told. */
        private @Nullable String end() {
            ShellCommand command = new ShellCommand(
                    indirections.resolved(argv),
                    assignments,
                    redirections,
                    input == null ? piped : input,
                    wrappers,
                    host);
            indirections.follow(command);
            boolean empty = argv.isEmpty() && assignments.isEmpty() && redirections.isEmpty();
            argv = new ArrayList<>();
            assignments = new LinkedHashMap<>();
            redirections = new ArrayList<>();
            input = null;
            piped = null;
            if (empty) {
                return null;
            }
            add(command, depth);
            return printed(command);
        }

        private static int assignmentEnd(String word) {
            int i = 0;
            while (i < word.length() && (Character.isLetterOrDigit(word.charAt(i)) || word.charAt(i) == '_')) {
                i++;
            }
            boolean name = i > 0 && i < word.length() && !Character.isDigit(word.charAt(0));
            return name && word.charAt(i) == '=' ? i : -1;
        }
    }

    private static @Nullable String printed(ShellCommand command) {
        boolean prints = command.program().equals("echo") || command.program().equals("printf");
        if (prints) {
            return String.join(
                    " ",
                    command.arguments().stream()
                            .filter(a -> !a.matches("-[neE]+"))
                            .toList());
        }
        if (command.program().equals("base64")) {
            boolean decodes = command.arguments().stream().anyMatch(DECODES::contains);
            return decodes && command.stdin() != null ? decoded(command.stdin()) : null;
        }
        return command.program().equals("cat") && command.arguments().isEmpty() ? command.stdin() : null;
    }

    /** What stands in base64, read like everything else of a line that was redacted, also inside base64, before. */
    private static @Nullable String decoded(String base64) {
        try {
            return new String(Base64.getMimeDecoder().decode(base64), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notBase64) {
            return null;
        }
    }
}
