package dev.recount.standalone.cli;

import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;

@Command(name = "completion", description = "Prints completion for bash and zsh: eval \"$$(recount completion)\".")
final class CompletionCommand implements Runnable {

    private final RecountCommand root;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

    CompletionCommand(RecountCommand root) {
        this.root = root;
    }

    @Override
    public void run() {
        root.terminal().out().print(AutoComplete.bash("recount", spec.root().commandLine()));
        root.terminal().out().flush();
    }
}
