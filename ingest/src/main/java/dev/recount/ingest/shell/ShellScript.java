package dev.recount.ingest.shell;

import java.util.List;

/**
 * The commands of a command line, in the order in which they stand, substitutions before the command that uses them.
 *
 * @param incomplete whether quotes, brackets or here-documents were left open, or a limit was reached, so that commands
 *     may be missing
 */
public record ShellScript(List<ShellCommand> commands, boolean incomplete) {
    public ShellScript {
        commands = List.copyOf(commands);
    }
}
