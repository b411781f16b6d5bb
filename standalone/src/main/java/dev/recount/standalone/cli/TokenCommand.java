package dev.recount.standalone.cli;

import dev.recount.runtime.access.Role;
import dev.recount.runtime.access.TokenEntry;
import dev.recount.runtime.access.TokenFormat;
import dev.recount.runtime.settings.Secret;
import java.security.SecureRandom;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "token",
        description = "Makes tokens for other programs and people.",
        synopsisSubcommandLabel = "COMMAND")
final class TokenCommand {

    private final RecountCommand root;

    TokenCommand(RecountCommand root) {
        this.root = root;
    }

    /** The token goes to standard output and the line for the file to standard error, so that either can be caught. */
    @Command(name = "create", description = "Prints a new token, and on stderr the line that makes a server accept it.")
    int create(
            @Option(names = "--name", required = true, paramLabel = "NAME", description = "Who will hold it.")
                    String name,
            @Option(
                            names = "--role",
                            required = true,
                            paramLabel = "ROLE",
                            description = "What it may do: ${COMPLETION-CANDIDATES}.")
                    Role role) {
        Secret token = TokenFormat.generate(role, new SecureRandom());
        TokenEntry entry = TokenEntry.of(name, role, token);
        root.terminal().out().println(token.reveal());
        root.terminal()
                .err()
                .println("- {name: \"%s\", role: %s, sha256: %s}"
                        .formatted(name.replace("\\", "\\\\").replace("\"", "\\\""), role.label(), entry.sha256()));
        return ExitCode.DONE;
    }
}
